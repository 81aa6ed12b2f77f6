"""Identity documents and phone numbers: how they are normalised, checked and masked."""

import re
import unicodedata
from datetime import date
from operator import mul
from typing import Final

# GB 11643: weights of the first seventeen digits and the check characters by remainder.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_FORMS: Final = {
    "RESIDENT_ID": re.compile(r"\d{17}[\dX]", re.ASCII),
    "HK_MACAU_PERMIT": re.compile(r"[HM]\d{8}(\d{2})?", re.ASCII),
    "TAIWAN_PERMIT": re.compile(r"\d{8}", re.ASCII),
    "PASSPORT": re.compile(r"[A-Z0-9]{5,20}"),
}
_PHONE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)


def normal_document(kind: str, number: str) -> str | None:
    """The number in one normal form, or None when it cannot be such a document's."""
    number = unicodedata.normalize("NFKC", number).replace(" ", "").upper()
    form = _FORMS.get(kind)
    if form is None or not form.fullmatch(number):
        return None
    if kind == "RESIDENT_ID" and not _is_resident_id(number):
        return None
    return number


def _is_resident_id(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return check_character(number[:17]) == number[17]


def check_character(digits: str) -> str:
    """The last character of a resident ID whose first seventeen digits these are (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, digits))) % 11]


def normal_phone(number: str) -> str | None:
    """A mainland mobile number, or None."""
    number = unicodedata.normalize("NFKC", number).replace(" ", "").replace("-", "").removeprefix("+86")
    return number if _PHONE.fullmatch(number) else None


def masked(number: str, *, head: int, tail: int) -> str:
    """`110***********1234`: enough to recognise one's own, too little to use."""
    return number[:head] + "*" * max(len(number) - head - tail, 0) + number[len(number) - tail :]

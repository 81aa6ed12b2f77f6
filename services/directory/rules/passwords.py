"""Passwords that many have: whoever guesses tries these first. Known here, so that nobody outside is asked."""

import re
import unicodedata
from typing import Final

_FEWEST_CHARACTERS: Final = 5
_SHORTEST_RUN: Final = 4
# What passwords that lists of leaks hold are made of, with digits and signs around or one after the other.
_WORDS: Final = frozenset(
    [
        "abc",
        "abcd",
        "abcde",
        "abcdef",
        "abcdefg",
        "account",
        "admin",
        "administrator",
        "alexander",
        "anhui",
        "asdf",
        "asdfgh",
        "asdfghjkl",
        "baby",
        "bailing",
        "baseball",
        "basketball",
        "batman",
        "beijing",
        "charlie",
        "changeme",
        "china",
        "chocolate",
        "chongqing",
        "computer",
        "corvette",
        "dallas",
        "default",
        "district",
        "dragon",
        "education",
        "flower",
        "football",
        "freedom",
        "gansu",
        "google",
        "guangdong",
        "guest",
        "guizhou",
        "hailin",
        "hainan",
        "hebei",
        "heilongjiang",
        "hello",
        "henan",
        "hockey",
        "hubei",
        "hunan",
        "iloveyou",
        "index",
        "internet",
        "jesus",
        "jessica",
        "jiangsu",
        "jiangxi",
        "jiaoshi",
        "jiaoyu",
        "jilin",
        "jordan",
        "killer",
        "laoshi",
        "letmein",
        "liaoning",
        "liverpool",
        "login",
        "love",
        "loveme",
        "lovely",
        "manager",
        "master",
        "michael",
        "microsoft",
        "minecraft",
        "mima",
        "monkey",
        "mother",
        "mustang",
        "mypassword",
        "nanjing",
        "naruto",
        "ncc",
        "ninja",
        "nihao",
        "ningxia",
        "office",
        "oracle",
        "pass",
        "passw",
        "passwd",
        "password",
        "pokemon",
        "princess",
        "private",
        "qaz",
        "qazwsx",
        "qazwsxedc",
        "qinghai",
        "qwe",
        "qwer",
        "qwert",
        "qwerty",
        "qwertyui",
        "qwertyuiop",
        "root",
        "samsung",
        "school",
        "secret",
        "secure",
        "server",
        "shadow",
        "shandong",
        "shanghai",
        "shanxi",
        "shaanxi",
        "sichuan",
        "starwars",
        "student",
        "summer",
        "sunshine",
        "superman",
        "system",
        "teacher",
        "temp",
        "temporary",
        "test",
        "tester",
        "testing",
        "tianjin",
        "tiger",
        "training",
        "trustno",
        "user",
        "welcome",
        "winter",
        "woaini",
        "woaiwojia",
        "xinjiang",
        "xuancheng",
        "xuefen",
        "xuexi",
        "xuexiao",
        "xxjy",
        "xzqh",
        "yunnan",
        "zhejiang",
        "zhongguo",
        "zxc",
        "zxcv",
        "zxcvbn",
        "zxcvbnm",
    ]
)
_LOOKALIKES: Final = str.maketrans({"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s"})
_ROWS: Final = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
)
_RUNS: Final = frozenset(
    line[start : start + _SHORTEST_RUN]
    for row in _ROWS
    for line in (row, row[::-1])
    for start in range(len(line) - _SHORTEST_RUN + 1)
)


def is_common(password: str, *, username: str = "") -> bool:
    """Whether it is of the kind that is guessed first: known words, rows of keys, repetition, one's own name."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(set(plain)) < _FEWEST_CHARACTERS or _is_repeated(plain):
        return True
    rest = plain
    if len(username) >= _SHORTEST_RUN:
        rest = rest.replace(username.casefold(), "")
    # Two readings: digits and signs around words, and digits and signs instead of letters.
    return _is_known(rest) or _is_known(re.sub(r"[\W\d_]+$", "", rest).translate(_LOOKALIKES))


def _is_repeated(plain: str) -> bool:
    # A text that is found in itself, doubled, before its own place is some part again and again.
    return plain in (plain + plain)[1:-1]


def _is_known(text: str) -> bool:
    """Whether nothing but known words, rows of keys, digits and signs stand in it."""
    text = _without_rows(text)
    return all(_is_of_words(part) for part in re.findall(r"[^\W\d_]+", text))


def _without_rows(text: str) -> str:
    kept, place = [], 0
    while place < len(text):
        if text[place : place + _SHORTEST_RUN] not in _RUNS:
            kept.append(text[place])
            place += 1
            continue
        end = place + _SHORTEST_RUN
        while text[end - _SHORTEST_RUN + 1 : end + 1] in _RUNS:
            end += 1
        # What a row leaves behind parts the words around it.
        kept.append(" ")
        place = end
    return "".join(kept)


def _is_of_words(letters: str) -> bool:
    """Whether letters are known words, one after the other."""
    reached = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        reached[end] = any(reached[start] and letters[start:end] in _WORDS for start in range(end))
    return reached[-1]

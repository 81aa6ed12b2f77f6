"""How long a login lasts, how long one waits after failures, and codes of a second factor (RFC 6238)."""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pyotp

# Of whom a district keeps one at least.
ADMINISTRATOR: Final = "district_admin"
# Who sees or changes what is others' shows a second factor.
ADMINISTRATORS: Final = frozenset({"school_admin", "district_admin", "auditor"})

MOST_FAILURES: Final = 5
# Behind one address a whole bureau may sit, which mistypes a good deal on a morning.
MOST_FAILURES_OF_ADDRESS: Final = 300
# Who has logged in from an address goes on there this long, whatever others do.
KNOWN_FOR: Final = timedelta(days=30)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(days=1)
# An answer that got lost is given again this long.
REPLY_LOST_FOR: Final = timedelta(seconds=10)
# What ended longer ago than the longest login lasts explains nothing that still goes on.
ENDED_LOGINS_KEPT: Final = timedelta(days=30)
PASSWORD_ONCE_FOR: Final = timedelta(days=3)
CLIENT_SECRET_FOR: Final = timedelta(days=90)
PHONE_CODE_FOR: Final = timedelta(minutes=5)
_MESSAGES_A_DAY: Final = 10

_STEP_SECONDS: Final = 30
# A clock that is half a minute off is right enough.
_STEPS_OFF: Final = 1


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a login is renewed: unused, and in all."""

    idle: timedelta
    whole: timedelta


_OF_ADMINISTRATORS = Lasting(idle=timedelta(hours=12), whole=timedelta(hours=12))
_OF_OTHERS = Lasting(idle=timedelta(days=14), whole=timedelta(days=30))


def lasting(roles: Collection[str]) -> Lasting:
    return _OF_OTHERS if ADMINISTRATORS.isdisjoint(roles) else _OF_ADMINISTRATORS


def wait_after(failures: int) -> timedelta | None:
    """How long nobody gets into an account after so many failures in a row: a minute after the fifth, then doubling."""
    return _wait(failures - MOST_FAILURES)


def wait_of_address(failures: int) -> timedelta | None:
    """The same of an address, where only failures count: of who has not logged in from there lately."""
    return _wait(failures - MOST_FAILURES_OF_ADDRESS)


def wait_of_messages(sent: int) -> timedelta:
    """How long no other text message leaves after so many in a day."""
    return _FIRST_WAIT if sent < _MESSAGES_A_DAY else FORGOTTEN_AFTER


def _wait(beyond: int) -> timedelta | None:
    return min(_FIRST_WAIT * 2 ** min(beyond, 8), _LONGEST_WAIT) if beyond >= 0 else None


def is_within(address: str, networks: Collection[str]) -> bool:
    """Whether an address lies in one of these networks; what is no address lies in none."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(told, ipaddress.IPv6Address):
        told = told.ipv4_mapped or told
    return any(told in ipaddress.ip_network(network) for network in networks)


def step_shown(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The time step whose code this is, if it is of now and later than the one that was shown last."""
    now = int(at.timestamp()) // _STEP_SECONDS
    codes = pyotp.TOTP(secret, interval=_STEP_SECONDS)
    steps = range(max(after + 1, now - _STEPS_OFF), now + _STEPS_OFF + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(codes.generate_otp(step), code)), None)


def address_of(secret: str, *, username: str, district_id: int) -> str:
    """The otpauth address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=f"{username}@{district_id}", issuer_name="Xuefen")

"""Numbers for phones without a camera: one-time passwords of RFC 4226 and RFC 6238, with SHA-256."""

import hashlib
import hmac

DIGITS = 6
# Of a million numbers three are good at a time: whoever may try so often finds one in 33,000 meetings.
MOST_TRIES = 10


def one_time_number(key: bytes, counter: int, *, digits: int = DIGITS) -> str:
    """The number of a counter (a step of time), dynamically truncated from its HMAC-SHA-256."""
    mac = hmac.new(key, counter.to_bytes(8, "big"), hashlib.sha256).digest()
    offset = mac[-1] & 0x0F
    whole = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{whole % 10**digits:0{digits}d}"

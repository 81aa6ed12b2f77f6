"""QR codes in bulk: segno's symbol of a version is taken apart once, and what is new in each code is put in its place.

segno scores eight masks and sets each module by itself, which takes longer than setting the page that the code stands
on. Here the mask is always the first, which readers take like any other.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter, xor
from struct import pack
from typing import Any, Final

import segno
from segno import consts, encoder

# Neither has types.
_blocks_by_version: Final[Any] = consts.ECC
_drawing: Final[Any] = encoder

_BYTES_MODE: Final = 0b0100
_LONG_COUNT_FROM: Final = 10
_PAD: Final = bytes((0xEC, 0x11))
_FIELD: Final = 0x11D
_BYTE: Final = 256
_LARGEST: Final = 40
_TIMING_COLUMN: Final = 6
_FREE: Final = 2


class TooLong(Exception):
    """The largest symbol holds 2,953 bytes."""


def qr_png(content: bytes, *, scale: int = 1) -> bytes:
    """A QR code of error level L as a PNG of one bit a pixel, without its quiet zone."""
    rows = qr_rows(content)
    size = len(rows) * scale
    width = -(-size // 8)
    # In a PNG 1 is white; what fills the last byte is cut off by whoever reads it.
    wide = {ord("0"): "1" * scale, ord("1"): "0" * scale}
    lines = [b"\0" + int(row.translate(wide).ljust(width * 8, "1"), 2).to_bytes(width, "big") for row in rows]
    header = pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(line * scale for line in lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def qr_rows(content: bytes) -> Sequence[str]:
    """The modules of the smallest symbol that holds the content, a row a text of 1 (dark) and 0."""
    symbol = _symbol_for(len(content))
    data = symbol.padded(content)
    words, checks, begin = [], [], 0
    for length in symbol.blocks:
        block = data[begin : begin + length]
        begin += length
        words.append(block)
        checks.append(symbol.check_words(block))
    sent = bytes(_interleaved(words)) + bytes(_interleaved(checks))
    bits = f"{int.from_bytes(sent, 'big'):0{len(sent) * 8}b}".ljust(symbol.modules, "0")
    # A masked module shows the opposite; the last two are what a module that never changes shows.
    shown = symbol.places(f"{bits}{bits.translate(_OPPOSITE)}01")
    return ["".join(shown[first : first + symbol.size]) for first in range(0, len(shown), symbol.size)]


_OPPOSITE: Final = str.maketrans("01", "10")


@dataclass(frozen=True, slots=True)
class _Symbol:
    """All that codes of one version have in common."""

    version: int
    size: int
    modules: int
    """How many modules carry data and checks."""
    blocks: Sequence[int]
    """How many words of data each block has."""
    checks: int
    """How many check words a block gets."""
    multiples: Sequence[int]
    """The generator polynomial times each byte."""
    places: Callable[[str], Sequence[str]]
    """What each module shows, row by row."""

    def padded(self, content: bytes) -> bytes:
        """Mode, length, content, terminator, and padding up to the last word."""
        count = 16 if self.version >= _LONG_COUNT_FROM else 8
        head = (_BYTES_MODE << count) | len(content)
        # Four bits of mode make the content straddle bytes; four zero bits after it end it.
        bits = (((head << (8 * len(content))) | int.from_bytes(content, "big")) << 4).to_bytes(
            (count + 8) // 8 + len(content), "big"
        )
        missing = sum(self.blocks) - len(bits)
        return bits + (_PAD * (missing // 2 + 1))[:missing]

    def check_words(self, block: bytes) -> bytes:
        """The remainder of the block by the generator polynomial (Reed-Solomon)."""
        top, mask, rest = 8 * (self.checks - 1), (1 << (8 * self.checks)) - 1, 0
        for word in block:
            rest = ((rest << 8) & mask) ^ self.multiples[(rest >> top) ^ word]
        return rest.to_bytes(self.checks, "big")


def _interleaved(blocks: Sequence[bytes]) -> Iterator[int]:
    for place in range(max(map(len, blocks))):
        for block in blocks:
            if place < len(block):
                yield block[place]


def _symbol_for(length: int) -> _Symbol:
    for version in range(1, _LARGEST + 1):
        overhead = 3 if version >= _LONG_COUNT_FROM else 2
        if length + overhead <= sum(_blocks_of(version)):
            return _symbol(version)
    raise TooLong


def _blocks_of(version: int) -> list[int]:
    return [one.num_data for one in _blocks_by_version[version][consts.ERROR_LEVEL_L] for _ in range(one.num_blocks)]


@cache
def _symbol(version: int) -> _Symbol:
    """Taken from a symbol of segno: what shows the same in every code, and where it leaves room for data."""
    empty = segno.make("x", version=version, error="l", mask=0, mode="byte", micro=False, boost_error=False).matrix
    size, first = len(empty), _blocks_by_version[version][consts.ERROR_LEVEL_L][0]
    room = _drawing.make_matrix(size, size)
    _drawing.add_finder_patterns(room, size, size)
    _drawing.add_alignment_patterns(room, size, size)
    # The module that is always dark.
    room[-8][8] = 1
    order = {module: number for number, module in enumerate(_zigzag(room))}
    places = []
    for row in range(size):
        for column in range(size):
            number = order.get((row, column))
            if number is None:
                places.append(2 * len(order) + empty[row][column])
            else:
                places.append(number if (row + column) % 2 else number + len(order))
    checks = first.num_total - first.num_data
    shown: Any = itemgetter(*places)
    return _Symbol(
        version=version,
        size=size,
        modules=len(order),
        blocks=_blocks_of(version),
        checks=checks,
        multiples=_multiples(checks),
        places=shown,
    )


def _zigzag(room: Sequence[bytearray]) -> Iterator[tuple[int, int]]:
    """The modules of data in the order of the bits: two columns at a time from the right, up and down by turns."""
    size, upwards = len(room), True
    for right in (*range(size - 1, _TIMING_COLUMN, -2), *range(_TIMING_COLUMN - 1, 0, -2)):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if room[row][column] == _FREE:
                    yield row, column
        upwards = not upwards


@cache
def _multiples(checks: int) -> Sequence[int]:
    generator = [1]
    power = 1
    for _ in range(checks):
        longer = [*generator, 0]
        generator = [xor(one, _times(other, power)) for one, other in zip(longer, [0, *generator], strict=True)]
        power = _times(power, 2)
    return [int.from_bytes(bytes(_times(one, factor) for one in generator[1:]), "big") for factor in range(_BYTE)]


def _times(one: int, other: int) -> int:
    """The product in the field of 256 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product

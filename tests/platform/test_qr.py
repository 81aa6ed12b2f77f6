"""QR codes in bulk are what segno makes, module by module, and what an independent reader reads."""

import zlib
from typing import Any

import pytest
import segno
import zxingcpp
from segno import consts

from services.platform.qr import TooLong, qr_png, qr_rows

_ALPHABET = b"abcdefghijklmnopqrstuvwxyz0123456789-_"


def content_of(length: int) -> bytes:
    return bytes(_ALPHABET[(place * place + 7 * place) % len(_ALPHABET)] for place in range(length))


def largest(version: int) -> int:
    """Bytes that fill a symbol to the last word."""
    blocks: Any = consts.ECC
    words = int(sum(one.num_data * one.num_blocks for one in blocks[version][consts.ERROR_LEVEL_L]))
    return words - (3 if version >= 10 else 2)


def read(rows: list[str], *, scale: int = 3, quiet: int = 4) -> str:
    lines = ["0" * (len(rows) + 2 * quiet)] * quiet
    lines = [*lines, *("0" * quiet + row + "0" * quiet for row in rows), *lines]
    pixels = b"".join(
        bytes(0 if module == "1" else 255 for module in line for _ in range(scale)) * scale for line in lines
    )
    size = len(lines) * scale
    (found,) = zxingcpp.read_barcodes(zxingcpp.ImageView(pixels, size, size, zxingcpp.ImageFormat.Lum))
    return found.text


@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_is_as_segno_makes_it_and_its_neighbour_is_read(version: int) -> None:
    content = content_of(largest(version))

    rows = list(qr_rows(content))

    theirs = segno.make(content.decode(), error="l", mask=0, mode="byte", micro=False, boost_error=False)
    assert theirs.designator == f"{version}-L"
    assert rows == ["".join("1" if module else "0" for module in row) for row in theirs.matrix]
    assert read(rows) == content.decode()
    shorter = content[: max(1, len(content) - 7)]
    assert read(list(qr_rows(shorter))) == shorter.decode()


def test_what_no_symbol_holds_is_refused() -> None:
    assert len(qr_rows(content_of(largest(40)))) == 177
    with pytest.raises(TooLong):
        qr_rows(content_of(largest(40) + 1))


@pytest.mark.parametrize("scale", [1, 3])
def test_the_picture_shows_the_modules(scale: int) -> None:
    rows = qr_rows(b"xuefen")

    png = qr_png(b"xuefen", scale=scale)

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    size = len(rows) * scale
    assert png[16:26] == size.to_bytes(4, "big") * 2 + b"\x01\x00"
    begin = png.index(b"IDAT") + 4
    lines = zlib.decompress(png[begin : begin + int.from_bytes(png[begin - 8 : begin - 4], "big")])
    width = -(-size // 8)
    shown = [
        "".join(f"{byte:08b}" for byte in lines[first + 1 : first + 1 + width])[:size]
        for first in range(0, len(lines), width + 1)
    ]
    assert shown == ["".join("10"[int(one)] * scale for one in row) for row in rows for _ in range(scale)]

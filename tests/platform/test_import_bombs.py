"""Files that are made to hurt: refused in the house's words, within seconds, and never in this process's memory."""

import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from typing import Final

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.platform import spreadsheets
from services.platform.spreadsheets import Unreadable, read_workbook

_NAMESPACE: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_MOST_SECONDS: Final = 12.0
_MOST_GROWTH_KIB: Final = 300_000
_LARGEST_CHILD_KIB: Final = 524_288
_MIB: Final = 1_048_576


def workbook(*, rows: int = 2, columns: int = 2, cell: str = "一") -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(columns):
                sheet.write_string(row, column, cell)
    return stream.getvalue()


def altered(**parts: str | bytes) -> bytes:
    """A good workbook with some of its parts replaced or added; a double underscore is a slash, the last one a dot."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as good,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for member in good.namelist():
            if member not in named:
                archive.writestr(member, good.read(member))
        for name, content in named.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(data: str, *, before: str = "", head: str = "") -> bytes:
    return altered(
        xl__worksheets__sheet1_xml=f'<?xml version="1.0"?>{head}<worksheet {_NAMESPACE}>{before}'
        f"<sheetData>{data}</sheetData></worksheet>"
    )


def _lying() -> bytes:
    """Its directory says that a part is small, which unpacks to much."""
    content = bytearray(altered(xl__media__image_png=bytes(30_000_000)))
    real = (30_000_000).to_bytes(4, "little")
    while (at := content.find(real)) >= 0:
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(content)


def _many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"xl/worksheets/{number}.xml", "<worksheet/>")
    return stream.getvalue()


def _packed_by_a_dictionary_of_four_gigabytes() -> bytes:
    """A part that asks whoever unpacks it for so much, and holds nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    content = bytearray(stream.getvalue())
    # Version, length of the properties, how it is packed, and then how large the dictionary is.
    at = content.index(b"xl/workbook.xml") + len("xl/workbook.xml") + 5
    content[at : at + 4] = b"\xff" * 4
    return bytes(content)


_LAUGHS: Final = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈" * 10}">' for n in range(10)
) + "]>"  # fmt: skip
_FAR: Final = "<row><c r={0}A1{0}><v>1</v></c></row><row><c r={0}XFD1048576{0}><v>1</v></c></row>"
REFUSED: Final[dict[str, tuple[bytes, str]]] = {
    "old or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "old or encrypted"),
    "macros": (altered(xl__vbaProject_bin=b"Sub Auto_Open()"), "macros"),
    "two far cells": (sheet(_FAR.format('"')), "20000 rows or 40 columns"),
    "two far cells, quoted otherwise": (sheet(_FAR.format("'")), ""),
    "ratio": (altered(xl__media__image_png=bytes(60_000_000)), "unpacks to too much"),
    "a directory that lies": (_lying(), ""),
    "parts": (_many_parts(), "too many parts"),
    "rows without names": (sheet("".join(f"<row><c><v>{n * n}</v></c></row>" for n in range(30_000))), ""),
    "rows": (workbook(rows=20_002, columns=1), "20000 rows or 40 columns"),
    "columns": (workbook(columns=41), "20000 rows or 40 columns"),
    "a long cell": (workbook(cell="长" * 30_000), "longer than 2000"),
    "no workbook": (b"PK\x03\x04 and so on", "not a valid xlsx"),
    "too large": (b"a" * 5_242_881, "larger than"),
    "nothing": (b"", "is empty"),
    "csv: a zero byte": ("姓名\x00,工号\n王,1\n".encode(), "zero byte"),
    "csv: UTF-16": ("姓名,工号\n王,1\n".encode("utf-16"), ""),
    "csv: a megabyte in a field": (("姓名\n" + "长" * 350_000).encode(), ""),
    "csv: an open quote": (('姓名\n"' + "长,\n" * 50_000).encode(), ""),
    "csv: rows": (b"name\n" + b"a\n" * 20_001, "20000 rows or 40 columns"),
    "csv: columns": (b"," * 41, "20000 rows or 40 columns"),
}
READ: Final[dict[str, bytes]] = {
    "as it should be": workbook(cell="王"),
    "csv with a mark": "\ufeff王,王\n王,王\n".encode(),
    "csv of a Chinese Windows": "王,王\n王,王\n".encode("gb18030"),
    # What it says of its size is not believed, in neither direction.
    "a dimension without end": sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>王</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>王</t></is></c></row>',
        before='<dimension ref="A1:XFD1048576"/>',
    ),
}


def _peak_kib(who: int) -> int:
    return resource.getrusage(who).ru_maxrss


@pytest.mark.parametrize("name", REFUSED)
async def test_it_is_refused_in_time_and_without_memory(name: str) -> None:
    content, reason = REFUSED[name]
    peak, began = _peak_kib(resource.RUSAGE_SELF), time.monotonic()
    # A child begins as a copy of this process, and is measured with it.
    allowed = max(_LARGEST_CHILD_KIB, _peak_kib(resource.RUSAGE_CHILDREN), peak)

    with pytest.raises(Unreadable) as refused:
        await read_workbook(content)

    assert reason in refused.value.sentence.en
    assert time.monotonic() - began < _MOST_SECONDS
    assert _peak_kib(resource.RUSAGE_SELF) - peak < _MOST_GROWTH_KIB
    assert _peak_kib(resource.RUSAGE_CHILDREN) <= allowed


@pytest.mark.parametrize("name", READ)
async def test_what_is_only_unusual_is_read(name: str) -> None:
    (only,) = await read_workbook(READ[name])

    assert [set(row.cells.values()) for row in only.rows] == [{"王"}]


async def test_what_is_packed_as_no_workbook_is_is_not_unpacked_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    content, opened = _packed_by_a_dictionary_of_four_gigabytes(), []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *what: opened.append(what))

    with pytest.raises(Unreadable) as refused:
        await read_workbook(content)

    assert "not a valid xlsx" in refused.value.sentence.en
    assert opened == []


async def test_no_entity_of_a_workbook_is_unfolded_or_fetched() -> None:
    told = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    )
    fetching = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'
    for head in (_LAUGHS, fetching):
        began = time.monotonic()
        try:
            sheets = await read_workbook(sheet(told, head=head))
        except Unreadable:
            sheets = []
        said = [cell for one in sheets for row in one.rows for cell in row.cells.values()]
        assert all(len(cell) < 10 for cell in said), said
        assert time.monotonic() - began < _MOST_SECONDS


def _full(characters: int) -> bytes:
    """As many rows and columns as are permitted, every cell of them filled and given a style."""
    letters = [chr(65 + n) if n < 26 else f"A{chr(39 + n)}" for n in range(spreadsheets.MOST_COLUMNS)]
    cells = "".join(f'<c r="{column}%d" s="1" t="s"><v>{n}</v></c>' for n, column in enumerate(letters))
    rows = (f'<row r="%d" spans="1:40">{cells}</row>' % ((n,) * 41) for n in range(1, spreadsheets.MOST_ROWS + 1))
    said = (f"{n:02}".ljust(characters, "学") for n in range(len(letters)))
    return altered(
        xl__worksheets__sheet1_xml=f"<worksheet {_NAMESPACE}><sheetData>{''.join(rows)}</sheetData></worksheet>",
        xl__sharedStrings_xml=f"<sst {_NAMESPACE}>{''.join(f'<si><t>{one}</t></si>' for one in said)}</sst>",
    )


@pytest.mark.long
async def test_the_largest_file_that_is_permitted_is_read() -> None:
    (only,) = await read_workbook(_full(24))

    assert len(only.rows) == spreadsheets.MOST_ROWS - 1
    assert {len(cell) for cell in only.rows[-1].cells.values()} == {24}


def _with_parts(more: int) -> bytes:
    return altered(**{f"xl__media__image{n}_png": b"" for n in range(more - len(_parts_of(workbook())))})


def _parts_of(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.infolist()


def _unpacking_to(size: int) -> bytes:
    """A picture fills it up; a fiftieth of that is left when it is packed."""
    picture = random.Random(5).randbytes(20_000) + bytes(980_000)
    rest = size - sum(part.file_size for part in _parts_of(workbook()))
    return altered(xl__media__image_png=(picture * 50)[:rest])


def _highest_ratio(over: int) -> bytes:
    """A picture of so many bytes more than a hundred times what it is packed to, and what is let pass of any."""
    noise = random.Random(5).randbytes(2_000)

    def beyond(zeros: int) -> int:
        (picture,) = (
            part
            for part in _parts_of(altered(xl__media__image_png=noise + bytes(zeros)))
            if part.filename == "xl/media/image.png"
        )
        return picture.file_size - 100 * picture.compress_size - 65_536

    low, high = 200_000, 400_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if beyond(middle) <= 0 else (low, middle)
    return altered(xl__media__image_png=noise + bytes(low + over))


BOUNDS: Final[dict[str, tuple[Callable[[int], bytes], int, str]]] = {
    "parts": (_with_parts, 100, "too many parts"),
    "unpacked": (_unpacking_to, 50_000_000, "unpacks to too much"),
    "ratio": (_highest_ratio, 0, "unpacks to too much"),
}


@pytest.mark.parametrize("bound", BOUNDS)
async def test_what_is_at_a_bound_is_read_and_what_is_beyond_is_not(bound: str) -> None:
    make, most, reason = BOUNDS[bound]

    (only,) = await read_workbook(make(most))
    with pytest.raises(Unreadable) as refused:
        await read_workbook(make(most + 1))

    assert len(only.rows) == 1
    assert reason in refused.value.sentence.en


# In the place of the reader, a thief of memory.
_GREEDY: Final = """
import resource, sys
from types import SimpleNamespace
from services.platform import spreadsheets
spreadsheets.CalamineWorkbook = SimpleNamespace(from_filelike=lambda _: bytearray(int(sys.argv[1])) and 1 / 0)
try:
    print(spreadsheets._child())
except ZeroDivisionError:
    print("taken", resource.getrlimit(resource.RLIMIT_CPU)[1])
"""


def test_the_child_has_half_a_gigabyte_and_twenty_seconds_of_a_processor() -> None:
    said = {
        size: subprocess.run([sys.executable, "-c", _GREEDY, str(size * _MIB)], input=b"", capture_output=True)
        for size in (400, 512)
    }

    assert {size: one.stdout.split() for size, one in said.items()} == {400: [b"taken", b"20"], 512: [b"1"]}


async def test_what_is_not_read_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spreadsheets._SECONDS == 30
    monkeypatch.setattr(spreadsheets, "_SECONDS", 0.01)

    with pytest.raises(Unreadable) as refused:
        await read_workbook(workbook())

    assert "took too long" in refused.value.sentence.en

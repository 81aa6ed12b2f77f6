"""Workbooks that are spoilt, read as whoever uploads them has them read; FUZZ=100 tries longer."""

import asyncio
import io
import re
import resource
import signal
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from services.platform import spreadsheets
from services.platform.spreadsheets import Row, Sheet, Unreadable, read_workbook
from tests.platform.test_decoders import often, spoilt


def _workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("名册"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["姓名", "入职", "学时", "合计", "在岗"])
        sheet.write_row(1, 0, ["王·小明", None, 2.5, None, True])
        sheet.write_datetime(1, 1, date(2026, 9, 1), day)
        sheet.write_formula(1, 3, "=1+2", None, 3)
        sheet.merge_range(3, 0, 4, 1, "并")
        book.add_worksheet("二").write_string(0, 0, "姓名")
    return stream.getvalue()


WORKBOOK: Final = _workbook()
with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as _whole:
    PARTS: Final = [(name, _whole.read(name)) for name in _whole.namelist()]
_PLACES: Final = st.integers(0, len(PARTS) - 1)
_NUMBERS_IN_XML: Final = st.sampled_from(
    [
        b"",
        b"-1",
        b"0",
        b"39",
        b"40",
        b"41",
        b"20002",
        b"1048576",
        b"2958466",
        b"4294967296",
        b"9" * 40,
        b"1e400",
        b"NaN",
    ]
)


@st.composite
def spoilt_number(draw: st.DrawFn, good: bytes) -> bytes:
    """Another number in the place of one, and else as it was."""
    numbers = list(re.finditer(rb"[0-9]+", good))
    found = draw(st.sampled_from(numbers)) if numbers else None
    return good[: found.start()] + draw(_NUMBERS_IN_XML) + good[found.end() :] if found else good


@st.composite
def spoilt_workbook(draw: st.DrawFn) -> bytes:
    """Parts of it spoilt, taken for one another, left out or there twice, and all well packed."""
    parts = [*PARTS]
    for _ in range(draw(st.integers(1, 2))):
        at, other, how = draw(_PLACES), draw(_PLACES), draw(st.integers(0, 5))
        (name, content), content_of_other = parts[at], parts[other][1]
        if how == 0:
            parts[at], parts[other] = (name, content_of_other), (parts[other][0], content)
        elif how == 1:
            parts[at] = (f"{name}-", content)
        elif how == 2:
            parts.append((name, content_of_other))
        else:
            parts[at] = (name, draw(spoilt(content, most=2) if how == 3 else spoilt_number(content)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        # A name that is there twice.
        warnings.simplefilter("ignore")
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


@st.composite
def flipped(draw: st.DrawFn, good: bytes) -> bytes:
    """A few of its bits are what they were not."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        content[draw(st.integers(0, len(content) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(content)


# The process apart, forked from one that stands there: to begin one for each takes a third of a second.
_READER: Final = """
import io, os, struct, sys
from types import SimpleNamespace
from services.platform import spreadsheets
asked, told = sys.stdin.buffer, sys.stdout.buffer
while size := asked.read(4):
    given = asked.read(int.from_bytes(size, "big"))
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(mouth, 1)
        sys.stdin = SimpleNamespace(buffer=io.BytesIO(given))
        try:
            code = spreadsheets._child()
            told.flush()
        except BaseException:
            code = 70
        os._exit(code)
    os.close(mouth)
    with open(ear, "rb") as pipe:
        output = pipe.read()
    _, status, used = os.wait4(child, 0)
    code, seconds = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    told.write(struct.pack(">idII", code, seconds, used.ru_maxrss, len(output)) + output)
    told.flush()
"""
_MOST_SECONDS: Final = 2.0
_MOST_GROWTH_KIB: Final = 100_000
_TOLD: Final = struct.Struct(">idII")
# Read, not a workbook, too large, a formula without a value; or it asked for more memory than there is.
_KNOWN_CODES: Final = {0, 1, 3, 4, -signal.SIGABRT}


@pytest.fixture(scope="module")
def read() -> Iterator[Callable[[bytes], list[Sheet]]]:
    """As who uploads it has it read."""
    said = subprocess.Popen(
        [sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert said.stdin
    assert said.stdout
    asked, told = said.stdin, said.stdout

    async def run_forked(_module: str, given: bytes, **_limits: float) -> tuple[int, bytes]:
        asked.write(len(given).to_bytes(4, "big") + given)
        asked.flush()
        code, took, peak_kib, size = _TOLD.unpack(told.read(_TOLD.size))
        output = told.read(size)
        assert code in _KNOWN_CODES
        assert took < _MOST_SECONDS
        assert peak_kib < spreadsheets._MEMORY_BYTES // 1024
        return code, output

    def read_here(content: bytes) -> list[Sheet]:
        before = resource.getrusage(resource.RUSAGE_SELF)
        try:
            return runner.run(read_workbook(content))
        finally:
            after = resource.getrusage(resource.RUSAGE_SELF)
            assert after.ru_utime - before.ru_utime < _MOST_SECONDS
            assert after.ru_maxrss - before.ru_maxrss < _MOST_GROWTH_KIB

    with said, asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreadsheets, "run_apart", run_forked)
        yield read_here
        asked.close()


@often(150)
@given(content=spoilt_workbook() | spoilt_workbook() | spoilt(WORKBOOK, most=2) | flipped(WORKBOOK))
def test_a_workbook(read: Callable[[bytes], list[Sheet]], content: bytes) -> None:
    try:
        sheets = read(content)
    except Unreadable:
        return
    assert {type(cell) for sheet in sheets for row in sheet.rows for cell in row.cells.values()} <= {str}


def test_what_is_spoilt_here_is_good_before(read: Callable[[bytes], list[Sheet]]) -> None:
    written = {"姓名": "王·小明", "入职": "2026-09-01", "学时": "2.5", "合计": "3", "在岗": "True"}

    assert [sheet.name for sheet in read(WORKBOOK)] == ["名册", "二"]
    assert read(WORKBOOK)[0].rows[0] == Row(2, written)

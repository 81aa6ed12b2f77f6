"""Workbooks as people fill them in: what was downloaded is read, changed and sent back; papers that can be opened."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

Rows: TypeAlias = list[list[str]]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MADE_ON: Final = datetime(2026, 3, 1, 9, 0, 0)


def read_workbook(content: bytes) -> dict[str, Rows]:
    """Sheet name -> rows of texts, short rows as short as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = _shared_texts(parts)
        targets = {one.attrib["Id"]: one.attrib["Target"] for one in _parsed(parts, "xl/_rels/workbook.xml.rels")}
        return {
            sheet.attrib["name"]: _rows(_parsed(parts, f"xl/{targets[sheet.attrib[_RELATED]]}"), texts)
            for sheet in _parsed(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet")
        }


def write_workbook(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """The same bytes for the same rows; every cell is text."""
    screen = io.BytesIO()
    workbook = xlsxwriter.Workbook(screen, {"in_memory": True})
    workbook.set_properties({"created": _MADE_ON, "author": ""})
    for name, rows in sheets.items():
        page = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                page.write_string(number, place, text)
    workbook.close()
    return screen.getvalue()


def paper(title: str, *lines: str) -> bytes:
    """A page that says something, as a school would attach it."""
    return write_workbook({"材料": [[title], *([line] for line in lines)]})


def _parsed(parts: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts.read(name))  # noqa: S314 - reads what our own services have written


def _shared_texts(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    return ["".join(one.itertext()) for one in _parsed(parts, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _rows(sheet: ElementTree.Element, texts: Sequence[str]) -> Rows:
    rows: Rows = []
    for row in sheet.iter(f"{_MAIN}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{_MAIN}c"):
            found = cell.find(f"{_MAIN}v")
            inline = cell.find(f"{_MAIN}is")
            text = "".join(inline.itertext()) if inline is not None else (found.text if found is not None else "") or ""
            shared = cell.attrib.get("t") == "s"
            cells[_place(cell.attrib["r"])] = texts[int(text)] if shared else text
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return rows


def _place(reference: str) -> int:
    """B7 -> 1."""
    letters = re.sub(r"\d", "", reference)
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1

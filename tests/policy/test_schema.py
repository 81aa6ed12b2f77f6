"""The JSON Schema of packs, as an editor uses it: every shipped pack fits it, and a misspelt word does not."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from services.policy.format import load, shipped, shipped_ids
from services.policy.format.documents import read
from services.policy.format.schema import pack_schema
from tests.policy.test_loading import SMALL

SCHEMA = pack_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
COMMITTED = Path(__file__).parents[2] / "openapi" / "pack.schema.json"


def as_an_editor_sees_it(text: str) -> Any:
    """The YAML tree with dates as text and numbers as numbers."""

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: plain(value) for key, value in node.items()}
        if isinstance(node, list):
            return [plain(item) for item in node]
        if isinstance(node, Decimal):
            return float(node)
        return node.isoformat() if isinstance(node, date) else node

    return plain(read(text).tree)


def fault(text: str) -> ValidationError:
    found = best_match(VALIDATOR.iter_errors(as_an_editor_sees_it(text)))
    assert found is not None
    return found


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("pack_id", shipped_ids())
def test_every_shipped_pack_fits_it(pack_id: str) -> None:
    faults = [
        f"{list(f.absolute_path)}: {f.message[:200]}"
        for f in VALIDATOR.iter_errors(as_an_editor_sees_it(shipped(pack_id)))
    ]

    assert faults == []


def test_the_stored_form_reads_back_without_it() -> None:
    # The canonical JSON is for the reader alone: its numbers are text and its base is named in full.
    assert load(load(SMALL, file="f").canonical.decode(), file="g").id == "MINI"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("formal: At least ten hours.", "formel: At least ten hours.", "'formel'"),
        ("sense: floor", "sense: flor", "'flor'"),
        ("inclusive: true", "inclusiv: true", "'inclusiv'"),
        ("unit: hours", "unit: days", "'days'"),
        ("kind: total", "kind: totally", "'totally'"),
        ("waives: [MINI-01]", "waive: [MINI-01]", "'waive'"),
        ("minutes_per_hour: 45", "minutes_per_hours: 45", "'minutes_per_hours'"),
        ("id: MINI-01", "id: mini 1", "'mini 1'"),
        ("COUNTY: {zh: 县, en: county}", "county: {zh: 县, en: county}", "county"),
        ("population: {title: {zh: 全体, en: all}}\n", "", "'population'"),
        ("jurisdiction: {zh: 某县, en: some county}", "jurisdiction: {zh: 某县}", "'en'"),
    ],
)
def test_a_misspelt_word_is_refused_where_it_stands(before: str, after: str, told: str) -> None:
    assert before in SMALL

    found = fault(SMALL.replace(before, after, 1))

    everything = " ".join([found.message, *(inner.message for inner in found.context or ())])
    assert told in everything


def test_a_pack_on_another_needs_only_what_it_changes() -> None:
    upon = """\
builds_on: XC
id: OURS
version: "1"
units: {places: 2}
parameters: {more: {type: number, title: {zh: 多, en: more}}}
switches: {partial_year: {default: whole}}
clauses: []
"""
    assert list(VALIDATOR.iter_errors(as_an_editor_sees_it(upon))) == []
    assert "'palces'" in fault(upon.replace("places", "palces")).message
    assert "'builds_on'" not in fault(upon.replace("builds_on: XC\n", "")).message


def test_a_value_may_be_plain_or_a_choice() -> None:
    plain = SMALL.replace('amount: {switch: reading, cases: {one: 10, two: "line * 2"}}', "amount: 10")

    assert list(VALIDATOR.iter_errors(as_an_editor_sees_it(SMALL))) == []
    assert list(VALIDATOR.iter_errors(as_an_editor_sees_it(plain))) == []
    half = SMALL.replace("switch: reading, cases", "switch: reading, case")
    assert list(VALIDATOR.iter_errors(as_an_editor_sees_it(half))) != []


@pytest.mark.parametrize(
    ("definition", "field", "words"),
    [
        ("Limit", "inclusive", "still within"),
        ("Limit", "amount", "program_hours"),
        ("Who", "when", "service_years"),
        ("Tariff", "when", "author_order"),
        ("Where", "when", "organised_by_admin"),
        ("WhichFacts", "when", "weekday"),
        ("Requirement", "shrinks", "time not in post"),
        ("Requirement", "quotes", "verbatim"),
    ],
)
def test_an_editor_shows_what_a_field_means(definition: str, field: str, words: str) -> None:
    assert words in SCHEMA["$defs"][definition]["properties"][field]["description"]


def test_the_committed_schema_is_that_of_the_code() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == SCHEMA

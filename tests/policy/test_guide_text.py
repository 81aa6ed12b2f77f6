"""The words of the guide: both languages hold the same examples, all of them are read, every kind is shown."""

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files

import pytest

from services.policy.format import Pack, load
from services.policy.format.clauses import AnyClause, Clause

GUIDE = files("services.policy") / "guide"
START, END = date(2021, 1, 1), date(2023, 12, 31)


@lru_cache
def example() -> Pack:
    return load((GUIDE / "example.yaml").read_text(encoding="utf-8"), file="example.yaml")


def snippets(language: str) -> list[str]:
    text = (GUIDE / f"GUIDE.{language}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def test_both_guides_hold_the_same_examples() -> None:
    assert snippets("zh") == snippets("en")


def test_the_guide_shows_every_kind_of_clause_and_of_value() -> None:
    kinds = {kind for model in AnyClause.__origin__.__args__ for kind in model.model_fields["kind"].annotation.__args__}
    rules = {"refuse", "decline", "tariff", "convert", "override", "grant_degree"}
    shown = set(re.findall(r"^\s*-? ?kind: (\w+)$", "\n".join(snippets("en")), flags=re.MULTILINE))

    assert shown == kinds
    assert rules == set(re.findall(r"does: (\w+)", "\n".join(snippets("en"))))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_words_holds_every_word_of_every_kind(language: str) -> None:
    text = (GUIDE / f"GUIDE.{language}.md").read_text(encoding="utf-8")
    table = text[text.index("### 2.1") : text.index("## 3.")]
    told = {
        kind: set(re.findall(r"`(\w+)`", words))
        for kinds, words in re.findall(r"^\| ((?:`\w+` ?)+) \| (.*?) \|", table, flags=re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    everywhere = {"kind", *Clause.model_fields}

    for model in AnyClause.__origin__.__args__:
        for kind in model.model_fields["kind"].annotation.__args__:
            assert told[kind] - everywhere == model.model_fields.keys() - everywhere, kind


@lru_cache
def header() -> Pack:
    """The first snippet is a whole pack; every other is read on top of it."""
    return load(snippets("zh")[0], file="first.yaml")


@pytest.mark.parametrize("number", range(1, len(snippets("zh"))))
def test_every_example_of_the_guide_is_read(number: int) -> None:
    snippet = snippets("zh")[number]
    if "builds_on:" in snippet:
        assert load(snippet, file="snippet.yaml").builds_on is not None
        return
    upper = "builds_on: FIRST\nid: NEXT\nversion: '1'\n"
    clauses = snippet.lstrip().startswith("- ")

    pack = load(f"{upper}clauses:\n{snippet}" if clauses else upper + snippet, file="snippet.yaml", base=header())

    assert len(pack.clauses) >= len(header().clauses)

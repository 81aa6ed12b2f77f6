"""What changed from one pack to another."""

from services.policy.format import Pack, load, shipped
from services.policy.format.differences import Difference, differences
from tests.directory.packs import HEAD, STATEMENT

XC = load(shipped("XC"), file="XC.yaml")


def pack(**quotes: str) -> Pack:
    """A pack on XC whose clauses SX-A, SX-B ... say what is given, in that order."""
    text = HEAD.format(pack_id="SX", base="XC", version="1")
    text += "".join(STATEMENT.format(clause_id=f"SX-{name}", quote=quote) for name, quote in quotes.items())
    return load(text, file="SX.yaml", base=XC)


def edited(*replacements: tuple[str, str]) -> Pack:
    text = shipped("XC")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return load(text, file="XC.yaml")


def test_a_pack_does_not_differ_from_itself_however_it_is_laid_out() -> None:
    assert differences(XC, edited(("format: 1", "# 另一种排版\nformat: 1"))) == ()
    assert differences(XC, load(XC.canonical.decode(), file="XC.json")) == ()


def test_a_default_written_out_and_a_number_with_places_are_no_change() -> None:
    assert differences(XC, edited(("minutes_per_hour: 45", "minutes_per_hour: 45.0"))) == ()
    assert (
        differences(
            pack(A="甲"),
            load(
                HEAD.format(pack_id="SX", base="XC", version="1")
                + STATEMENT.format(clause_id="SX-A", quote="甲")
                + "    severity: mandatory\n    who: null\n",
                file="SX.yaml",
                base=XC,
            ),
        )
        == ()
    )


def test_a_changed_word_names_the_clause_and_the_place() -> None:
    clause = next(one for one in XC.clauses if shipped("XC").count(one.quotes[0]) == 1)
    quote = clause.quotes[0]

    found = differences(XC, edited((quote, quote + "(改)")))

    assert found == (Difference("changed", clause.id, "quotes.0", f'"{quote}"', f'"{quote}(改)"'),)


def test_a_changed_number_of_the_header_has_no_clause() -> None:
    assert differences(XC, edited(("starts_month: 9", "starts_month: 8"))) == (
        Difference("changed", None, "year.starts_month", "9", "8"),
    )


def test_clauses_come_in_the_order_of_the_later_pack_and_removed_ones_last() -> None:
    before, after = pack(A="甲", B="乙", C="丙"), pack(D="丁", B="乙改", C="丙")

    found = differences(before, after)

    assert [(one.change, one.clause, one.where) for one in found] == [
        ("added", "SX-D", ""),
        ("changed", "SX-B", "quotes.0"),
        ("removed", "SX-A", ""),
    ]
    assert found[0].before is None
    assert found[0].after is not None
    assert '"丁"' in found[0].after
    assert found[2].after is None


def test_another_order_is_a_change_because_reliefs_work_in_the_order_written() -> None:
    found = differences(pack(A="甲", B="乙"), pack(B="乙", A="甲"))

    assert [(one.change, one.clause, one.where) for one in found] == [("changed", None, "clauses")]
    assert found[0].before is not None
    assert found[0].before.endswith('"SX-A", "SX-B"]')


def test_back_again_tells_the_same_things_the_other_way_round() -> None:
    one, another = pack(A="甲"), pack(A="甲改", B="乙")

    there, back = differences(one, another), differences(another, one)

    assert {(d.clause, d.where, d.before, d.after) for d in there} == {
        (d.clause, d.where, d.after, d.before) for d in back
    }

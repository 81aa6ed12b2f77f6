"""Publishing packs: kept for ever by the hash of their content, refused with everything that is wrong."""

import asyncio
import time
from pathlib import Path
from uuid import uuid4

import pytest

from services.directory import queries
from services.directory.operations.reading import READER
from services.policy.format import load, shipped
from services.policy.format.loading import MOST_CLAUSES
from services.policy.reading import Manuscript, reading_of
from tests.directory.packs import asking_pack, conditional_pack, publish, school_pack
from tests.support import Apps, World

XC = load(shipped("XC"), file="XC.yaml")


@pytest.mark.usefixtures("read_apart")
async def test_a_pack_that_builds_on_a_shipped_one_holds_both_and_keeps_the_authors_words(district: World) -> None:
    text = school_pack()

    published = await publish(district.api("directory"), text, builds_on="XC")

    read = (await district.api("directory", "teacher").get(f"/packs/{published['content_hash']}")).json()
    assert read == published
    assert read["source"] == text
    assert read["pack_id"] == "SX"
    assert read["builds_on"] == XC.content_hash
    assert [clause["clause_id"] for clause in read["clauses"]] == [*(clause.id for clause in XC.clauses), "SX-01"]
    assert read["clauses"][-1]["quotes"] == ["每学期撰写读书笔记不少于4篇。"]
    assert {one["name"] for one in read["parameters"]} == set(XC.parameters)
    assert {one["name"] for one in read["switches"]} == set(XC.all_switches())
    assert all(one["default"] in {value["value"] for value in one["values"]} for one in read["switches"])


async def test_what_is_stored_reads_as_the_pack_that_was_published(district: World) -> None:
    published = await publish(district.api("directory"), school_pack(), builds_on="XC")

    async with district.session("ledger") as session:
        version = await queries.get_pack_version(
            session, district_id=district.district_id, content_hash=published["content_hash"]
        )
    assert load(version.content, file="stored") == load(school_pack(), file="SX.yaml", base=XC)


async def test_the_same_content_twice_is_one_version_however_it_is_laid_out(district: World) -> None:
    api = district.api("directory")

    first = await publish(api, school_pack())
    second = await publish(api, "# 另一种排版\n" + school_pack().replace("'1'", '"1"'))

    assert second["content_hash"] == first["content_hash"]
    assert second["source"] == first["source"]
    listed = (await api.get("/packs")).json()["items"]
    assert [one["content_hash"] for one in listed].count(first["content_hash"]) == 1
    assert first["published_by"] == str(district.admin_id)


async def test_a_pack_builds_on_a_version_published_in_the_district(district: World) -> None:
    api = district.api("directory")
    below = await publish(api, school_pack(pack_id="SX"))

    above = await publish(
        api, school_pack(pack_id="SY", base="SX", quote="每学期听课不少于10节。"), builds_on=below["content_hash"]
    )

    assert above["builds_on"] == below["content_hash"]
    assert [clause["clause_id"] for clause in above["clauses"]][-2:] == ["SX-01", "SY-01"]
    assert "builds_on: SX" in above["source"]


async def test_another_districts_version_is_nothing_to_build_on_or_to_read(district: World) -> None:
    published = await publish(district.api("directory"), school_pack())
    # A district that never published it: as good as any hash that does not exist.
    unknown = "0" * 64

    answers = [
        await district.api("directory").post("/packs", json={"content": school_pack(), "builds_on": unknown}),
        await district.api("directory").get(f"/packs/{unknown}"),
        await district.api("directory").get(f"/packs/{published['content_hash']}/diff", params={"against": unknown}),
        await district.api("directory").get(f"/packs/{published['content_hash']}/diff", params={"against": "ZZ"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 404, 422, 422]
    assert [answer.json()["type"].rpartition(":")[2] for answer in answers] == [
        "unknown-version",
        "not-found",
        "unknown-version",
        "unknown-pack",
    ]


@pytest.mark.usefixtures("read_apart")
async def test_everything_wrong_is_told_at_once_with_line_clause_and_place(district: World) -> None:
    text = school_pack(clauses=3).replace("version:", "verzion:").replace("kind: statement", "kind: statemant", 1)
    text += "    who: {when: 'agee > 3'}\n"

    response = await district.api("directory").post("/packs", json={"content": text})

    assert response.status_code == 422
    problem = response.json()
    assert problem["type"] == "urn:xuefen:problem:pack-rejected"
    assert problem["facts"] == {"count": "3"}
    first = len(XC.clauses)
    assert [(fault.get("clause"), fault["where"]) for fault in problem["errors"]] == [
        (None, "verzion"),
        ("SX-01", f"clauses.{first}"),
        ("SX-03", f"clauses.{first + 2}.who.when"),
    ]
    lines = text.splitlines()
    found = [lines[int(fault["line"]) - 1] for fault in problem["errors"]]
    assert [word in line for word, line in zip(("verzion", "SX-01", "agee"), found, strict=True)] == [True] * 3
    assert problem["errors"][2]["message"] == "unknown in a condition: agee"
    assert [fault.get("message_zh") for fault in problem["errors"]] == [
        "没有这个词，请检查拼写",
        "没有条款种类statemant",
        "条件中没有agee这个词",
    ]
    assert [fault.get("did_you_mean") for fault in problem["errors"]] == ["version", None, "age"]
    listed = (await district.api("directory").get("/packs")).json()["items"]
    assert [one["pack_id"] for one in listed] == ["XC"]


async def test_a_pack_cannot_claim_to_stand_on_what_it_does_not(district: World) -> None:
    forged = XC.canonical.decode()[:-1] + ',"builds_on":{"pack":"HL","version":"1","content_hash":"x"}}'
    api = district.api("directory")

    answers = [
        await api.post("/packs", json={"content": forged}),
        await api.post("/packs", json={"content": school_pack(base="HL"), "builds_on": "XC"}),
        await api.post("/packs", json={"content": school_pack(base="NOWHERE")}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert [answer.json()["errors"][0]["where"] for answer in answers] == ["builds_on"] * 3


async def test_only_one_of_text_and_shipped_pack_is_taken_and_no_more_than_is_allowed(district: World) -> None:
    api = district.api("directory")
    bodies = [
        {},
        {"content": school_pack(), "shipped": "XC"},
        {"shipped": "XC", "builds_on": "HL"},
        {"content": "汉" * 174_763},
        {"shipped": "../XC"},
        {"shipped": "ZZ"},
    ]

    answers = [await api.post("/packs", json=body) for body in bodies]
    largest = await api.post("/packs", json={"content": "#" * 524_287 + "\n"})
    enormous = await api.post("/packs", json={"content": "#" * 3_000_000})

    assert [answer.status_code for answer in answers] == [422] * 6
    assert largest.json()["type"] == "urn:xuefen:problem:pack-rejected"
    assert enormous.status_code == 413


async def test_what_changed_between_two_versions_is_told_clause_by_clause(district: World) -> None:
    api = district.api("directory")
    first = await publish(api, school_pack())
    second = await publish(api, school_pack(version="2", quote="每学期撰写读书笔记不少于6篇。", clauses=2))

    told = (await api.get(f"/packs/{second['content_hash']}/diff", params={"against": first["content_hash"]})).json()
    same = (await api.get(f"/packs/{second['content_hash']}/diff", params={"against": second["content_hash"]})).json()
    shipped_one = (await api.get(f"/packs/{first['content_hash']}/diff", params={"against": "XC"})).json()

    assert (told["before"], told["after"]) == (first["content_hash"], second["content_hash"])
    assert [(one["change"], one["clause"], one["where"]) for one in told["items"]] == [
        ("changed", None, "version"),
        ("changed", "SX-01", "quotes.0"),
        ("added", "SX-02", ""),
    ]
    assert told["items"][1]["after"] == '"每学期撰写读书笔记不少于6篇。"'
    assert same["items"] == []
    assert ("added", "SX-01") in {(one["change"], one["clause"]) for one in shipped_one["items"]}


async def test_shipped_packs_are_listed_with_the_hash_they_will_have(district: World) -> None:
    api = district.api("directory")

    listed = (await api.get("/shipped-packs")).json()["items"]
    published = (await api.post("/packs", json={"shipped": "HL"})).json()

    by_id = {one["pack_id"]: one for one in listed}
    assert {"XC", "HL"} <= set(by_id)
    assert published["content_hash"] == by_id["HL"]["content_hash"]
    assert published["source"] == shipped("HL")
    assert by_id["XC"]["content_hash"] == XC.content_hash


HOSTILE = {
    "deep flow": "[" * 200_000,
    "deep block": "".join(" " * depth + "a:\n" for depth in range(700)),
    "deep json": '{"a":' * 60_000,
    "ten thousand clauses": school_pack() + "".join(f"  - {{id: SX-{number}}}\n" for number in range(2, 10_000)),
    "a number beyond all": asking_pack("1e999999999"),
    "the same in quotes": asking_pack("'1e999999999'"),
    "four hundred thousand digits": asking_pack("9" * 400_000),
    "not a number": asking_pack("'NaN'"),
    "lists within lists": conditional_pack(
        "[1,2,3,4,5,6,7,8,9].all(a,[1,2,3,4,5,6,7,8,9].all(b,[1,2,3,4,5,6,7,8,9].all(c,a+b+c>0)))"
    ),
    "lists that grow": conditional_pack("[1,2,3].map(age,[1,2,3].map(age,[1,2,3])).size() > 0"),
    "brackets": conditional_pack("(" * 450 + "true" + ")" * 450),
    "a program": "!!python/object/apply:os.system ['true']",
    "an alias bomb": "a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "control characters": "a: \u0001\u0002",
    "a name of half a megabyte": school_pack(pack_id="A" * 200_000),
}


@pytest.mark.long
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.usefixtures("read_apart")
async def test_a_hostile_pack_is_refused_in_bounded_time(district: World, kind: str) -> None:
    began = time.monotonic()

    response = await district.api("directory").post("/packs", json={"content": HOSTILE[kind]})

    assert response.status_code == 422, response.text[:300]
    assert response.json()["type"] == "urn:xuefen:problem:pack-rejected"
    assert 0 < len(response.json()["errors"]) <= 200
    assert len(response.content) < 200_000
    assert time.monotonic() - began < 25


@pytest.mark.usefixtures("read_apart")
async def test_a_reader_that_is_brought_down_takes_nobody_with_it(
    district: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A reader that never comes to an end: its processor time is up, while everybody else is answered.
    monkeypatch.setattr(READER, "module", "tests.directory.endless")
    slow = asyncio.create_task(district.api("directory").post("/packs", json={"content": school_pack()}))
    await asyncio.sleep(0.3)

    began = time.monotonic()
    meanwhile = await district.api("directory").get("/packs")
    waited = time.monotonic() - began

    refused = await slow
    assert meanwhile.status_code == 200
    assert waited < 2
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["message"] == "reading it takes too much time or memory"


@pytest.mark.usefixtures("read_apart")
async def test_more_readers_than_may_wait_are_turned_away_for_now(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(READER, "module", "tests.directory.endless")
    answers = await asyncio.gather(
        *(
            district.api("directory").post("/packs", json={"content": school_pack(version=str(number))})
            for number in range(5)
        )
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [422, 422, 422, 422, 503]
    assert next(answer for answer in answers if answer.status_code == 503).headers["Retry-After"] == "1"


def test_what_a_pack_stands_on_counts_towards_its_size() -> None:
    base = load(school_pack(quote="甲" * 340_000), file="base.yaml", base=XC)

    reading = reading_of(Manuscript(school_pack(pack_id="SY", base="SX", quote="乙" * 10_000), base.canonical.decode()))

    assert reading.read is None
    assert "with what it builds on" in reading.faults[0].message


def test_a_pack_has_no_more_clauses_than_a_person_could_answer_for() -> None:
    allowed, refused = (
        reading_of(Manuscript(school_pack(clauses=MOST_CLAUSES - len(XC.clauses) + more), None)) for more in (0, 1)
    )

    assert allowed.read is not None
    assert [fault.message for fault in refused.faults] == ["a pack has at most 500 clauses, this one has 501"]


async def test_a_teacher_publishes_nothing(district: World) -> None:
    teacher = district.teachers[0].teacher_id

    refused = await district.api("directory", "teacher", teacher=teacher).post("/packs", json={"shipped": "XC"})

    assert refused.status_code == 403


@pytest.mark.usefixtures("read_apart")
async def test_an_answer_given_once_is_given_again_and_publishes_once(district: World) -> None:
    api, key = district.api("directory"), {"Idempotency-Key": str(uuid4())}

    first = await api.post("/packs", json={"content": "no pack"}, headers=key)
    again = await api.post("/packs", json={"content": "no pack"}, headers=key)

    assert first.status_code == again.status_code == 422
    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"


async def test_the_examples_of_the_documentation_can_be_published(district: World, apps: Apps) -> None:
    schema = apps.of["directory"].openapi()["components"]["schemas"]["PackRequest"]
    api = district.api("directory")

    answers = [await api.post("/packs", json=example) for example in schema["examples"]]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answer.json()["pack_id"] for answer in answers] == ["XC", "XC1S"]

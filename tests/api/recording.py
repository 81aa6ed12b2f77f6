"""What a walk asked and was answered, written so that two runs write the same: the examples of openapi/examples."""

import json
import os
import re
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl
from zlib import crc32

import httpx
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from services.platform.examples import FOLDER, Example, read_path
from tests.support import World

RECORDING: Final = os.environ.get("RECORD_EXAMPLES") == "1"
HOW: Final = "`make examples` writes them anew"
# When every walk begins that is recorded or held against what was recorded.
BEGINS: Final = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
DISTRICT: Final = 341825
MOST_ITEMS: Final = 2
MOST_CHARACTERS: Final = 1_000

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FRACTION = re.compile(r"(?<=\d\d:\d\d:\d\d)\.\d+")
_HASH = re.compile(r"(?<![\w-])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![\w-])")
_TAIL = re.compile(r"(?<=[A-Z]-)[0-9a-f]{8}(?![\w-])")
# What a key has signed or chance has drawn: long, of capitals and small letters both, as no word or code of ours is.
_DRAWN = re.compile(r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[a-zA-Z0-9_-]{22,}(?![\w-])")
# The secret and the recovery codes of a second factor.
_FACTOR = re.compile(r"(?<![A-Z2-7])[A-Z2-7]{32}(?![A-Z2-7])|(?<![\w-])[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}(?![\w-])")
_RESIDENT = re.compile(r"(?<!\d)(\d{14})\d{3}[\dX](?!\d)")
_SIX_FIGURES = re.compile(r"\d{6}")
_PLURAL = re.compile(r"(?<=ss)es$|s$")
_OF_PATH = re.compile(r"/([a-z-]+)/$")
_DATA = re.compile(r"^event: (\w+)\ndata: (.+)$", re.MULTILINE)
_JSON = "application/json"


class SteadyClock:
    """Time that stands still but for a microsecond each time that it is asked, and a second each call."""

    def __init__(self) -> None:
        self._moment = BEGINS

    def __call__(self) -> datetime:
        self._moment += timedelta(microseconds=1)
        return self._moment

    def step(self) -> None:
        self._moment = self._moment.replace(microsecond=0) + timedelta(seconds=1)


class Recorder:
    """The exchanges of one district with one service, under names that no run changes."""

    def __init__(self, world: World) -> None:
        self.examples: dict[str, Example] = {}
        self._district = re.compile(rf"(?<!\d){world.district_id}(?!\d)")
        self._district_id = world.district_id
        self._named: dict[str, str] = {}
        self._counted: Counter[str] = Counter()
        for kind, ids in (
            ("teacher", [one.teacher_id for one in world.teachers]),
            ("school", [one.school_id for one in world.schools]),
            ("account", [world.admin_id, world.trainer_id]),
        ):
            for one in ids:
                self._name_id(str(one), kind)

    def note(self, operation: str, response: httpx.Response, *, role: str | None) -> None:
        """Keep an exchange, the first of its operation; `role` is whose token it was, None without one."""
        request = response.request
        asked_type = _media_type(request)
        url = request.url
        asked = {
            "path": self._text(url.path),
            "query": {name: self._text(value) for name, value in url.params.multi_items()},
            "media_type": asked_type,
            "body": self._body(request.content, asked_type),
        }
        answered_type = _media_type(response)
        answered = {
            "status": response.status_code,
            "media_type": answered_type,
            "body": cut(self._body(response.content, answered_type)),
        }
        self.examples.setdefault(operation, {"role": role, "request": asked, "response": answered})

    def _body(self, content: bytes, media_type: str | None) -> Any:
        if not content:
            return None
        if media_type == _JSON:
            return self._plain(json.loads(content))
        if media_type == "text/event-stream":
            return "\n".join(self._event_line(line) for line in content.decode().splitlines()) + "\n"
        if media_type == "application/x-www-form-urlencoded":
            return self._plain(dict(parse_qsl(content.decode())))
        if media_type is not None and media_type.startswith("text/"):
            return self._text(content.decode("utf-8-sig"))
        return f"({media_type or 'bytes'}: the file itself)"

    def _event_line(self, line: str) -> str:
        name, colon, rest = line.partition(": ")
        if name != "data":
            return self._text(line)
        return f"{name}{colon}{json.dumps(cut(self._plain(json.loads(rest))), ensure_ascii=False)}"

    def _plain(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {self._text(name): self._plain(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._plain(inner, key) for inner in value]
        if isinstance(value, int) and not isinstance(value, bool) and value == self._district_id:
            return DISTRICT
        return self._text(value, key) if isinstance(value, str) else value

    def _text(self, value: str, key: str = "") -> str:
        if _UUID.fullmatch(value):
            return self._name_id(value, key.removesuffix("s").removesuffix("_id") or "thing")
        value = _UUID.sub(self._name_in_text, value)
        value = _RESIDENT.sub(r"\1****", value)
        value = _FRACTION.sub("", value)
        if key == "number" and _SIX_FIGURES.fullmatch(value):
            return self._number(value, "number", "{:06}")
        if key == "address":
            return "203.0.113.7"
        if key == "totp":
            return "492039"
        value = _FACTOR.sub(lambda found: self._number(found[0], "factor", "FACTOR-{}"), value)
        value = _HASH.sub(lambda found: self._number(found[0], "hash", f"{{:0{len(found[0])}x}}"), value)
        value = _TAIL.sub(lambda found: self._number(found[0], "tail", "{:08x}"), value)
        value = _DRAWN.sub(lambda found: self._number(found[0], "signed", "signed-text-{}"), value)
        return self._district.sub(str(DISTRICT), value)

    def _name_in_text(self, found: re.Match[str]) -> str:
        before = _OF_PATH.search(found.string[: found.start()])
        return self._name_id(found[0], _PLURAL.sub("", before[1]).replace("-", "_") if before else "thing")

    def _name_id(self, value: str, kind: str) -> str:
        """The readable id of an id: its first digits are the kind's, its last ones count."""
        return self._number(value, kind, f"{crc32(kind.encode()):08x}-0000-7000-8000-{{:012d}}")

    def _number(self, value: str, kind: str, form: str) -> str:
        if value not in self._named:
            self._counted[kind] += 1
            self._named[value] = form.format(self._counted[kind])
        return self._named[value]


def _media_type(message: httpx.Request | httpx.Response) -> str | None:
    """Of what kind a body is, where there is one."""
    return message.headers.get("content-type", "").partition(";")[0] or None if message.content else None


def cut(value: Any) -> Any:
    """A body as long as one reads: the first items of each list, the beginning of each long text."""
    if isinstance(value, dict):
        return {name: cut(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [cut(inner) for inner in value[:MOST_ITEMS]]
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        return value[:MOST_CHARACTERS] + " ..."
    return value


def keep(service: str, examples: dict[str, Example], operations: Collection[str]) -> None:
    """Write what was recorded of a service beside what stands there; what is no operation any more goes."""
    path = FOLDER / f"{service}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {name: one for name, one in sorted({**known, **examples}.items()) if name in operations}
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def demand_true(document: dict[str, Any], stored: dict[str, Example], lived: dict[str, Example]) -> None:
    """Every exchange that was lived has a stored example of the same shape, which the description allows."""
    operations = {
        operation["operationId"]: (path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    }
    for name, now in lived.items():
        assert name in stored, f"{name} has no example: {HOW}"
        then, (path, operation) = stored[name], operations[name]
        assert read_path(path, then["request"]["path"]) is not None, f"{name} has another path: {HOW}"
        for part in ("request", "response"):
            assert_alike(shape_of(then[part]), shape_of(now[part]), told=f"{name}, {part}")
        answer = operation["responses"][str(then["response"]["status"])]
        if then["response"]["media_type"] == _JSON:
            schema = {**answer["content"][_JSON]["schema"], "components": document["components"]}
            faults = [
                f"{fault.json_path}: {fault.message[:200]}"
                for fault in Draft202012Validator(schema).iter_errors(then["response"]["body"])
            ]
            assert not faults, f"the example of {name} is not what its description says, {HOW}: {faults}"


ANY: Final = "anything"


def shape_of(value: Any) -> Any:
    """Which fields a body has, and which of those; what they say is left aside. None and an empty list say nothing."""
    if isinstance(value, dict):
        return {name: shape_of(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape_of(inner) for inner in value] or ANY
    if isinstance(value, str) and (events := _DATA.findall(value)):
        return [(name, shape_of(json.loads(data))) for name, data in events]
    return ANY if value is None else "value"


def assert_alike(then: Any, now: Any, *, told: str) -> None:
    """Two shapes agree; an item of a list is held against the one in its place."""
    if ANY in (then, now):
        return
    if isinstance(then, dict) and isinstance(now, dict):
        assert then.keys() == now.keys(), (
            f"{told}: the stored example has {sorted(then.keys() - now.keys())} too much and lacks "
            f"{sorted(now.keys() - then.keys())}, {HOW}"
        )
        for name in then:
            assert_alike(then[name], now[name], told=f"{told}/{name}")
    elif isinstance(then, list) and isinstance(now, list):
        for number, (old, new) in enumerate(zip(then, now, strict=False)):
            assert_alike(old, new, told=f"{told}/{number}")
    else:
        assert then == now, f"{told}: the stored example is of another form, {HOW}"

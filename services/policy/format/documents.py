"""YAML and JSON documents read exactly: no floats, no anchors, no duplicate keys, and every value knows its line."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import yaml
from yaml.composer import Composer

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = Any  # a document is whatever its author wrote, until the models have looked at it

LONGEST_DOCUMENT = 2_000_000
_DEEPEST = 40
_WIDE_COLON = re.compile(r"\s*(?:- )*[A-Za-z_][A-Za-z0-9_.-]*\s*：")
"""A name that somebody typed a Chinese colon behind: a reader of YAML only complains lines later."""


class NotADocument(ValueError):
    """The document cannot be read at all."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Document:
    """What was written, and on which line each value stands."""

    tree: Tree
    lines: dict[Path, int] = field(default_factory=dict)
    repeated: list[tuple[Path, int]] = field(default_factory=list)

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of the value at the path, or of the nearest thing around it."""
        steps = tuple(path)
        while steps:
            if steps in self.lines:
                return self.lines[steps]
            steps = steps[:-1]
        return self.lines.get(())


class _Exact(yaml.SafeLoader):
    """Composes nodes only, the values are made below; tells exactly what is wrong, and where."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        _refuse_alias(self)
        return super().compose_node(parent, index)


class _Quick(Composer, yaml.CSafeLoader):
    """Composes the same in a seventh of the time, and has other words for what is wrong."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        _refuse_alias(self)
        return super().compose_node(parent, index)


def _refuse_alias(parser: _Exact | _Quick) -> None:
    if parser.check_event(yaml.events.AliasEvent):
        event: Any = parser.peek_event()
        message = "anchors and aliases are not read in packs"
        raise NotADocument(message, event.start_mark.line + 1)


def _node_of(text: str) -> yaml.Node | None:
    # It takes tabs where the other does not.
    if "\t" not in text:
        try:
            return _Quick(text).get_single_node()
        except (yaml.YAMLError, UnicodeError):
            pass
    return _Exact(text).get_single_node()


def read(text: str) -> Document:
    """Return the document; raise NotADocument if it is no document at all."""
    if len(text) > LONGEST_DOCUMENT:
        message = f"a pack has at most {LONGEST_DOCUMENT} characters"
        raise NotADocument(message, None)
    if text.lstrip().startswith("{"):
        return Document(tree=_from_json(text))
    try:
        node = _node_of(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        wide = next((n for n, one in enumerate(text.splitlines(), start=1) if _WIDE_COLON.match(one)), None)
        if wide is not None and (line is None or wide <= line):
            message = "not YAML: a full-width colon '：' behind a name: write an ASCII colon and a space"
            raise NotADocument(message, wide) from error
        message = f"not YAML: {error.problem}"
        raise NotADocument(message, line) from error
    except (yaml.YAMLError, RecursionError) as error:
        message = "not YAML that can be read"
        raise NotADocument(message, None) from error
    document = Document(tree=None)
    document.tree = _value(node, (), document)
    return document


def _from_json(text: str) -> Tree:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError) as error:
        message = f"not JSON: {error}"
        raise NotADocument(message, getattr(error, "lineno", None)) from error


def _value(node: yaml.Node | None, path: Path, document: Document) -> Tree:
    if node is None:
        return None
    if len(path) > _DEEPEST:
        message = "nested too deep"
        raise NotADocument(message, node.start_mark.line + 1)
    document.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), document) for index, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, document: Document) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            message = "a key must be a plain word"
            raise NotADocument(message, key_node.start_mark.line + 1)
        key = str(key_node.value)
        if key in mapping:
            document.repeated.append(((*path, key), key_node.start_mark.line + 1))
            continue
        mapping[key] = _value(value_node, (*path, key), document)
        document.lines[(*path, key)] = key_node.start_mark.line + 1
    return mapping


def _scalar(node: yaml.Node) -> Tree:
    text: str = node.value
    try:
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool" if text.lower() in {"true", "false"}:
                # YAML 1.1 also takes yes, no, on and off for truths; here they are words.
                return text.lower() == "true"
            case "int" if text.lstrip("-").isdigit() and (text.lstrip("-") == "0" or text.lstrip("-")[0] != "0"):
                return int(text)
            case "float":
                return Decimal(text)
            case "timestamp":
                return date.fromisoformat(text)
    except ArithmeticError as error:
        message = f"'{text}' is not a number that can be read exactly"
        raise NotADocument(message, node.start_mark.line + 1) from error
    except ValueError:
        return text
    return text


def compose(base: Tree, upper: Document) -> Document:
    """Lay one pack over another: named things are merged, clauses follow those of the base, lines stay the upper's."""
    tree = _over(base, {key: value for key, value in upper.tree.items() if key not in {"clauses", "builds_on"}})
    # The words of the base's clauses stand where the base says, whatever is laid on top.
    below = [{"source": base["source"], **clause} for clause in base.get("clauses", [])]
    above = upper.tree.get("clauses", [])
    tree["clauses"] = [*below, *above] if isinstance(above, list) else above
    return Document(tree, {_moved(path, len(below)): line for path, line in upper.lines.items()}, upper.repeated)


def _over(below: Mapping[str, Tree], above: Mapping[str, Tree]) -> dict[str, Tree]:
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = _over(known, value)
        else:
            merged[key] = value
    return merged


def _moved(path: Path, by: int) -> Path:
    match path:
        case ("clauses", int() as index, *rest):
            return ("clauses", index + by, *rest)
    return path


def canonical(tree: Tree) -> bytes:
    """Return the same bytes for the same content: sorted keys, no spaces, exact numbers as text."""
    return json.dumps(_plain(tree), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Tree) -> Tree:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value

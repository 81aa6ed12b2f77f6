"""Reads a pack, and tells an author everything that is wrong with it at once: file, line and clause."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from services.policy.format.clauses import AnyClause
from services.policy.format.coherence import incoherences
from services.policy.format.documents import Document, NotADocument, Path, Tree, canonical, compose, read
from services.policy.format.pack import Pack
from services.policy.format.shipping import shipped, shipped_ids
from services.policy.format.words import Names

MOST_CLAUSES = 500
_CLAUSE: TypeAdapter[AnyClause] = TypeAdapter(AnyClause)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack."""

    file: str
    line: int | None
    clause: str | None
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        clause = f" [{self.clause}]" if self.clause else ""
        return f"{place}{clause} {self.where}: {self.message}"


class PackRefused(ValueError):
    """The pack is not usable; `problems` holds all that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load(text: str, *, file: str, base: Pack | None = None) -> Pack:
    """Return the pack written in YAML (or in its own canonical JSON); raise PackRefused with every problem.

    A pack that builds on another is put on top of `base`, or of the shipped pack it names when none is given.
    """
    try:
        document = read(text)
    except NotADocument as error:
        raise PackRefused((Problem(file, error.line, None, "document", str(error)),)) from error
    if not isinstance(document.tree, dict):
        raise PackRefused((Problem(file, 1, None, "document", "a pack is a mapping of names to values"),))
    if base is not None or isinstance(document.tree.get("builds_on"), str):
        document = _composed(document, file, base)
    problems = sorted(set(_problems(document, file)), key=lambda p: (p.line or 0, p.where, p.message))
    if problems:
        raise PackRefused(tuple(problems))
    pack = Pack.model_validate(document.tree, context=_declared(document.tree))
    last = [
        Problem(file, document.line(("clauses", index)), clause_id, "clause", message)
        for index, clause_id, message in incoherences(pack)
    ]
    if last:
        raise PackRefused(tuple(last))
    pack._canonical, pack._content_hash = _fingerprint(document.tree)
    return pack


def _composed(document: Document, file: str, base: Pack | None) -> Document:
    """Put a pack on top of its base; where both say something of one name, the upper one holds."""
    if base is None:
        named = str(document.tree["builds_on"])
        if named not in shipped_ids():
            problem = f"builds on '{named}', which is not shipped: give the base with it"
            raise PackRefused((Problem(file, document.line(("builds_on",)), None, "builds_on", problem),))
        base = load(shipped(named), file=f"{named}.yaml")
    composed = compose(read(base.canonical.decode()).tree, document)
    composed.tree["builds_on"] = {"pack": base.id, "version": base.version, "content_hash": base.content_hash}
    return composed


def _problems(document: Document, file: str) -> Iterator[Problem]:
    tree: dict[str, Tree] = document.tree
    names = _declared(tree)
    raw_clauses = tree.get("clauses")
    if isinstance(raw_clauses, list) and len(raw_clauses) > MOST_CLAUSES:
        message = f"a pack has at most {MOST_CLAUSES} clauses, this one has {len(raw_clauses)}"
        yield Problem(file, document.line(("clauses",)), None, "clauses", message)
        return
    for path, line in document.repeated:
        yield Problem(file, line, _clause_at(tree, path), _words(path), "stands here a second time")
    for repeated in _twice(clause.get("id") for clause in _mappings(raw_clauses)):
        yield Problem(file, document.line(("clauses",)), repeated, "id", "two clauses have this id")
    for repeated in _twice(name for clause in [tree, *_mappings(raw_clauses)] for name in _keys(clause, "switches")):
        yield Problem(file, document.line(("clauses",)), None, repeated, "two switches have this name")
    # Header and clauses are read apart, so that a mistake in one never hides the mistakes in the others.
    yield from _header_problems(document, file, names)
    if isinstance(raw_clauses, list):
        for index, raw in enumerate(raw_clauses):
            try:
                _CLAUSE.validate_python(raw, context=names)
            except ValidationError as error:
                yield from _told(error, document, file, ("clauses", index))


def _header_problems(document: Document, file: str, names: Names) -> Iterator[Problem]:
    clauses = document.tree.get("clauses")
    read_apart = isinstance(clauses, list) and bool(clauses)
    try:
        Pack.model_validate(document.tree, context=names)
    except ValidationError as error:
        for problem in _told(error, document, file, ()):
            if not (read_apart and problem.where.partition(".")[0] == "clauses"):
                yield problem


def _told(error: ValidationError, document: Document, file: str, base: Path) -> Iterator[Problem]:
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        path = _real_path(document.tree, (*base, *detail["loc"]))
        if detail["type"] == "too_short" and _stands_at(document.tree, path):
            continue  # its items are wrong, and told by themselves
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "union_tag_invalid":
            message = message.replace("Input tag", "the kind")
        missing = (detail["loc"][-1],) if detail["type"] in {"missing", "extra_forbidden"} and detail["loc"] else ()
        where = _words((*path, *(step for step in missing if not path or path[-1] != step)))
        yield Problem(file, document.line(path), _clause_at(document.tree, path), where, message)


def _real_path(tree: Tree, loc: Path) -> Path:
    # pydantic puts the names of union members between the steps that the author wrote.
    path: list[str | int] = []
    node = tree
    for step in loc:
        known = (
            step in node
            if isinstance(node, Mapping)
            else (isinstance(node, list) and isinstance(step, int) and step < len(node))
        )
        if known:
            node = node[step]
            path.append(step)
    return tuple(path)


def _stands_at(tree: Tree, path: Path) -> bool:
    """Answer whether the author wrote anything there."""
    node = tree
    for step in path:
        node = node[step]
    return bool(node)


def _clause_at(tree: Tree, path: Path) -> str | None:
    match path:
        case ("clauses", int() as index, *_):
            clause = tree["clauses"][index]
            found = clause.get("id") if isinstance(clause, Mapping) else None
            return found if isinstance(found, str) else f"#{index + 1}"
    return None


def _words(path: Path) -> str:
    return ".".join(str(step) for step in path) or "pack"


def _declared(tree: Mapping[str, Tree]) -> Names:
    clauses = list(_mappings(tree.get("clauses")))
    switches: dict[str, frozenset[str]] = {}
    for holder in [tree, *clauses]:
        for name, switch in _items(holder, "switches"):
            values = switch.get("values") if isinstance(switch, Mapping) else None
            switches[name] = frozenset(values) if isinstance(values, Mapping) else frozenset()
    dimensions = {name: frozenset(values) for name, values in _items(tree, "dimensions") if isinstance(values, Mapping)}
    return Names(
        parameters={
            name: str(parameter.get("type")) if isinstance(parameter, Mapping) else ""
            for name, parameter in _items(tree, "parameters")
        },
        switches=switches,
        groups=frozenset(_keys(tree, "groups")),
        clauses=frozenset(clause["id"] for clause in clauses if isinstance(clause.get("id"), str)),
        roles=frozenset(_keys(tree, "roles")),
        dimensions=dimensions,
    )


def _mappings(value: Tree) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))


def _items(holder: Mapping[str, Tree], key: str) -> Iterator[tuple[str, Tree]]:
    value = holder.get(key)
    if isinstance(value, Mapping):
        yield from value.items()


def _keys(holder: Mapping[str, Tree], key: str) -> Iterator[str]:
    return (name for name, _ in _items(holder, key))


def _twice(names: Iterator[Any]) -> list[str]:
    counted = Counter(name for name in names if isinstance(name, str))
    return sorted(name for name, times in counted.items() if times > 1)


def _fingerprint(tree: Tree) -> tuple[bytes, str]:
    content = canonical(tree)
    return content, sha256(content).hexdigest()

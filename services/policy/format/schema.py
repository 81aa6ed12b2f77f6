"""The format of packs as a JSON Schema, for editors: made from the models, with their own words as descriptions."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Final, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.json_schema import GenerateJsonSchema

from services.policy.format import conditions, formulas, selectors
from services.policy.format.pack import Pack
from services.policy.format.words import Model

_ID: Final = "https://json-schema.org/draft/2020-12/schema"
# Of a pack that builds on another these are laid over the base's, name by name: what is absent stays as it was.
_MERGED: Final = (
    *("Year", "Units", "Dimensions", "Population", "Group", "Role", "Service", "AttendanceRules", "Outcome"),
    *("Parameter", "Switch", "Bilingual", "Source", "Line"),
)
_Json = dict[str, Any]


def pack_schema() -> _Json:
    """Return the JSON Schema (2020-12) of a pack as its author writes it.

    It says what may stand where. What only the reader can see (names that must be declared, conditions, numbers that
    must fit each other) is told by `xuefen packs check`.
    """
    schema = Pack.model_json_schema(mode="validation", schema_generator=_Generator)
    definitions: dict[str, _Json] = schema.pop("$defs")
    for model in _models(Pack):
        _describe(model, schema if model is Pack else definitions.get(model.__name__, {}))
    for name, definition in definitions.items():
        definitions[name] = _tightened(definition)
        if name.startswith("Choice_"):
            definition |= {"title": "Choice", "description": "One value for each reading of a switch of this pack."}
    schema = _tightened(schema)
    schema["properties"]["builds_on"] = {
        "title": "Builds On",
        "type": "string",
        "pattern": "^[A-Z][A-Z0-9]*$",
        "description": "Id of a shipped pack that this one is laid over: what stands here replaces or adds to it.",
    }
    definitions.pop("Base", None)
    whole, above = _two_ways(schema, definitions)
    top: dict[str, _Json] = schema["properties"]
    return {
        "$schema": _ID,
        "title": "Xuefen policy pack",
        "description": "One self-contained system of rules of a school district, as data.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {k: v for k, v in prop.items() if k == "description"} for name, prop in top.items()},
        "if": {"required": ["builds_on"]},
        "then": above,
        "else": whole,
        "$defs": definitions,
    }


def _two_ways(schema: _Json, definitions: dict[str, _Json]) -> tuple[_Json, _Json]:
    """Return a whole pack, and one that is laid over another; the definitions of the latter are added."""
    top = schema["properties"]
    whole = {"properties": {k: v for k, v in top.items() if k != "builds_on"}, "required": schema["required"]}
    for name in _MERGED:
        if name in definitions:
            partial = {k: v for k, v in definitions[name].items() if k not in {"required", "minProperties"}}
            definitions[f"{name}Over"] = {
                **partial,
                "properties": {k: _over(v) for k, v in partial["properties"].items()},
            }
    properties = {k: v if k in {"clauses", "builds_on"} else _over(v) for k, v in top.items()}
    properties["clauses"] = {k: v for k, v in top["clauses"].items() if k != "minItems"}
    return whole, {"properties": properties, "required": ["builds_on", "id"]}


def _over(node: Any) -> Any:
    """Point at the partial definitions, except within lists, which are replaced whole."""
    if isinstance(node, Mapping):
        if node.get("type") == "array":
            return node
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.rpartition("/")[2] in _MERGED:
            return {**node, "$ref": f"{reference}Over"}
        return {key: _over(value) for key, value in node.items() if key != "minProperties"}
    return [_over(item) for item in node] if isinstance(node, list) else node


def _tightened(node: Any) -> Any:
    """Refuse names of a wrong form, and let the kind of a thing say which definition it must fit.

    A validator that knows the kind points at the word that is wrong; of a plain oneOf it can only say that none fits.
    """
    if isinstance(node, list):
        return [_tightened(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    if "discriminator" in node:
        by, mapping = node["discriminator"]["propertyName"], node["discriminator"]["mapping"]
        kinds: dict[str, list[str]] = {}
        for kind, reference in mapping.items():
            kinds.setdefault(reference, []).append(kind)
        return {
            "type": "object",
            "required": [by],
            "properties": {by: {"enum": sorted(mapping)}},
            "allOf": [
                {"if": {"properties": {by: {"enum": sorted(names)}}, "required": [by]}, "then": {"$ref": reference}}
                for reference, names in sorted(kinds.items())
            ],
        }
    tightened = {key: _tightened(value) for key, value in node.items()}
    if "patternProperties" in tightened:
        tightened["additionalProperties"] = False
    return tightened


class _Generator(GenerateJsonSchema):
    """A value that a switch may choose is written plainly or as a choice, and a choice is named by what it chooses."""

    def tagged_union_schema(self, schema: Any) -> _Json:
        made = super().tagged_union_schema(schema)
        if "discriminator" not in made and "oneOf" in made:
            return {"anyOf": made.pop("oneOf"), **made}
        return made


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Walk through a model and every model within it, each once."""
    seen: list[type[BaseModel]] = []
    waiting = [model]
    while waiting:
        found = waiting.pop()
        if found in seen:
            continue
        seen.append(found)
        yield found
        for field in found.model_fields.values():
            waiting += [part for part in _parts(field.annotation) if isinstance(part, type) and issubclass(part, Model)]


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _describe(model: type[BaseModel], described: _Json) -> None:
    """Put the docstrings of a model's fields, and what its expressions may ask for, beside the fields."""
    written = _field_docstrings(model)
    for name, property_ in described.get("properties", {}).items():
        field = model.model_fields.get(name)
        if field is None:
            continue
        words = [written[name]] if name in written else []
        words += dict.fromkeys(_explanations([field.annotation, *field.metadata]))
        if words:
            property_["description"] = " ".join(words)


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Read the sentences that stand under the fields of a model and of those it is made of."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if (
            not (issubclass(kind, Model) and kind.__module__.startswith("services.policy.format"))
            or "[" in kind.__name__
        ):
            continue
        for field, after in pairwise(_classes_of(kind.__module__)[kind.__name__].body):
            match field, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str() as words)):
                    found[name] = " ".join(words.split())
    return found


@cache
def _classes_of(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module as they are written, read once: asked for one class, `inspect` reads the whole module."""
    written = ast.parse(inspect.getsource(sys.modules[module]))
    return {one.name: one for one in written.body if isinstance(one, ast.ClassDef)}


def _words(kind: str, vocabulary: Mapping[str, tuple[str, str]]) -> str:
    return f"A condition (CEL, true or false) over {kind}: {', '.join(vocabulary)}."


def _function(annotated: Any) -> Callable[..., Any]:
    """Return the check that an annotated type of the format carries."""
    check = get_args(annotated)[-1]
    if not isinstance(check, AfterValidator | BeforeValidator):
        raise TypeError(annotated)
    return check.func


_EXPLAINED: Final[list[tuple[Callable[..., Any], str]]] = [
    (
        _function(conditions.TeacherCondition),
        _words("the teacher on a day, and the pack's parameters", conditions.TEACHER_VOCABULARY),
    ),
    (_function(conditions.EntryCondition), _words("an entry of the book", conditions.ENTRY_VOCABULARY)),
    (_function(conditions.ActivityCondition), _words("a claimed activity", conditions.ACTIVITY_VOCABULARY)),
    (_function(conditions.FactCondition), _words("a fact", conditions.FACT_VOCABULARY)),
    (
        _function(formulas.Amount),
        "A number, null for a number that is lost, or a target expression: + - * /, min, max, ceil_to(x, step), "
        f"floor_to(x, step), share_of(GROUP), number parameters, {', '.join(formulas.BUILT_INS)}.",
    ),
    (
        _function(formulas.WorthAmount),
        "A number, null for a number that is lost, or a target expression: + - * /, min, max, ceil_to(x, step), "
        f"floor_to(x, step), number parameters, {', '.join(formulas.ACTIVITY_BUILT_INS)}.",
    ),
    (_function(selectors.FactKind), "Codes declared under dimensions.fact."),
    (_function(selectors.SchoolFactKind), "Codes declared under dimensions.school_fact."),
    (_function(selectors.EntryTag), "Codes declared under dimensions.tag."),
]


def _explanations(annotations: list[Any]) -> Iterator[str]:
    for annotation in annotations:
        for part in _parts(annotation):
            checks = [part, *getattr(part, "__metadata__", ())]
            functions = [check.func for check in checks if isinstance(check, AfterValidator | BeforeValidator)]
            yield from (text for function, text in _EXPLAINED if function in functions)

"""The packs that come with the system, as their authors wrote them."""

from importlib.resources import files

_FOLDER = files("services.policy") / "packs"


def shipped_ids() -> tuple[str, ...]:
    """Name the packs that come with the system, sorted."""
    return tuple(sorted(item.name.removesuffix(".yaml") for item in _FOLDER.iterdir() if item.name.endswith(".yaml")))


def shipped(pack_id: str) -> str:
    """Return the YAML text of a pack that comes with the system; raise KeyError if there is none."""
    if pack_id not in shipped_ids():
        raise KeyError(pack_id)
    return (_FOLDER / f"{pack_id}.yaml").read_text(encoding="utf-8")

"""The base of every event: past tense, versioned, of one district."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

# topic -> class, filled as the classes are defined; relay, actors and events.json read it.
EVENTS: dict[str, type["Event"]] = {}

MOST_MEMBERS = 100


class Part(BaseModel):
    """A piece of an event: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(Part):
    """A fact that a service has committed. Member rows carry a `revision`; a consumer applies what is newer."""

    topic: ClassVar[str]

    district_id: int

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        EVENTS[cls.topic] = cls

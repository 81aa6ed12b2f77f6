"""The base of every event: past tense, versioned, of one district."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

# topic -> class, filled as the classes are defined; relay, actors and events.json read it.
EVENTS: dict[str, type["Event"]] = {}
# Topics of what is said in one district and heard in another.
CARRIED: set[str] = set()

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
        if hasattr(cls, "topic"):
            EVENTS[cls.topic] = cls


class CarriedEvent(Event):
    """A fact told to another district: the relay carries it over, and only there it is heard.

    `district_id` stays that of who says it. Whoever hears it looks whether that district may tell it.
    """

    to_district: int

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if hasattr(cls, "topic"):
            CARRIED.add(cls.topic)

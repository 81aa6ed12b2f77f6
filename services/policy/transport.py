"""The greatest flow from who asks to what is offered, whole numbers throughout: part of a share may go anywhere."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Asker = TypeVar("Asker")
Offer = TypeVar("Offer")


@dataclass(frozen=True, slots=True)
class Carried(Generic[Asker, Offer]):
    """How much each asker got, and how much each offer gave."""

    to: Mapping[Asker, int]
    of: Mapping[Offer, int]


def carry(
    asked: Mapping[Asker, int], offered: Mapping[Offer, int], between: Mapping[tuple[Asker, Offer], int]
) -> Carried[Asker, Offer]:
    """Carry as much as can be carried at all, whatever the order in which things are given.

    `asked` and `offered` bound what goes to and comes from each, `between` what may go from one to another.
    """
    askers, offers = list(asked), list(offered)
    node_of_offer = {offer: 2 + len(askers) + place for place, offer in enumerate(offers)}
    net = _Pipes(2 + len(askers) + len(offers))
    inflow = {asker: net.lay(0, 2 + place, asked[asker]) for place, asker in enumerate(askers)}
    node_of_asker = {asker: 2 + place for place, asker in enumerate(askers)}
    for (asker, offer), most in between.items():
        net.lay(node_of_asker[asker], node_of_offer[offer], most)
    outflow = {offer: net.lay(node_of_offer[offer], 1, offered[offer]) for offer in offers}
    net.fill()
    return Carried(
        to={asker: net.through(pipe) for asker, pipe in inflow.items()},
        of={offer: net.through(pipe) for offer, pipe in outflow.items()},
    )


class _Pipes:
    """Pipe i and its way back i ^ 1 share what is left; node 0 is the source, node 1 the sink."""

    def __init__(self, nodes: int) -> None:
        self._from: list[list[int]] = [[] for _ in range(nodes)]
        self._to: list[int] = []
        self._left: list[int] = []

    def lay(self, start: int, end: int, most: int) -> int:
        pipe = len(self._to)
        self._to += [end, start]
        self._left += [most, 0]
        self._from[start].append(pipe)
        self._from[end].append(pipe + 1)
        return pipe

    def through(self, pipe: int) -> int:
        return self._left[pipe ^ 1]

    def fill(self) -> None:
        while path := self._shortest():
            amount = min(self._left[pipe] for pipe in path)
            for pipe in path:
                self._left[pipe] -= amount
                self._left[pipe ^ 1] += amount

    def _shortest(self) -> list[int]:
        came_by = {0: -1}
        waiting = deque([0])
        while waiting and 1 not in came_by:
            node = waiting.popleft()
            for pipe in self._from[node]:
                end = self._to[pipe]
                if self._left[pipe] and end not in came_by:
                    came_by[end] = pipe
                    waiting.append(end)
        path: list[int] = []
        node = 1
        while node != 0:
            if node not in came_by:
                return []
            path.append(came_by[node])
            node = self._to[came_by[node] ^ 1]
        return path

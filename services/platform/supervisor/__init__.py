"""Start child processes, watch them, and stop all of them, whatever happens to us."""

from services.platform.supervisor.children import Child
from services.platform.supervisor.failures import (
    AlreadySupervised,
    CannotStart,
    ChildDied,
    Interrupted,
    NotReady,
    PortTaken,
    SupervisorFailure,
)
from services.platform.supervisor.watch import Supervisor

__all__ = [
    "AlreadySupervised",
    "CannotStart",
    "Child",
    "ChildDied",
    "Interrupted",
    "NotReady",
    "PortTaken",
    "Supervisor",
    "SupervisorFailure",
]

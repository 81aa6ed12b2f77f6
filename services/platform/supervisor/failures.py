"""What can go wrong with child processes, each as one sentence for the person at the terminal."""

import signal
from pathlib import Path


class SupervisorFailure(Exception):
    """The children cannot run; the text is one clear sentence."""


class AlreadySupervised(SupervisorFailure):
    """Another supervisor lives and uses the folder."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"{folder} is in use by another run, {holder}: stop that first.")
        self.folder = folder


class PortTaken(SupervisorFailure):
    """A child could not listen where it is meant to."""

    def __init__(self, port: int, name: str, holder: str) -> None:
        super().__init__(f"Port {port}, meant for {name}, is taken by {holder}: stop that or choose another port.")
        self.port = port
        self.name = name


class CannotStart(SupervisorFailure):
    """The system did not let us start a child."""

    def __init__(self, name: str, error: OSError) -> None:
        where = f"{error.filename}: " if error.filename else ""
        super().__init__(f"{name} cannot be started: {where}{error.strerror}.")
        self.name = name


class ChildDied(SupervisorFailure):
    """A child ended by itself."""

    def __init__(self, name: str, exit_code: int, last_line: str, log: Path) -> None:
        end = f"ended with exit code {exit_code}" if exit_code >= 0 else f"was killed by {_name_of(-exit_code)}"
        super().__init__(f"{name} {end}; {_last_words(last_line)} (log: {log}).")
        self.name = name
        self.exit_code = exit_code
        self.last_line = last_line


class NotReady(SupervisorFailure):
    """A child runs but does not answer."""

    def __init__(self, name: str, seconds: float, last_line: str, log: Path) -> None:
        super().__init__(f"{name} is not ready after {seconds:g} seconds; {_last_words(last_line)} (log: {log}).")
        self.name = name


class Interrupted(SupervisorFailure):
    """We were asked to stop before the work was done."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(f"Stopped by {number.name}.")
        self.number = number


def _last_words(line: str) -> str:
    return f"its last words: {line}" if line else "it said nothing"


def _name_of(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"

"""As whom Postgres runs: it refuses to be root, and a fresh machine often has nobody else."""

import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.platform.embedded.failures import EmbeddedFailure

_ROOT = 0


@dataclass(frozen=True)
class Account:
    """How to start a process that is not root, and which user's its files must be."""

    owner: int
    prefix: Sequence[str] = ()
    switch_to: pwd.struct_passwd | None = None

    def start(self, command: Sequence[str], *, log: int) -> subprocess.Popen[bytes]:
        """Start it in a session of its own: Ctrl-C at the terminal is for us alone."""
        # Neither the settings nor the language of the caller's environment must reach it.
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        user, group = (None, None) if self.switch_to is None else (self.switch_to.pw_uid, self.switch_to.pw_gid)
        return subprocess.Popen(  # noqa: S603 - our own words
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if self.switch_to is None else [],
        )

    def can_run(self, program: Path, folder: Path) -> bool:
        """Whether this machine lets us, and the program and the folder can be reached that way."""
        with open(os.devnull, "wb") as nowhere:
            words = ["sh", "-c", '"$0" --version && test -x "$1"', str(program), str(folder)]
            try:
                return self.start(words, log=nowhere.fileno()).wait() == 0
            except OSError:
                return False


def find_account(folder: Path, program: Path) -> Account:
    """The first way that works here; a sentence where none does."""
    if os.geteuid() != _ROOT:
        return Account(owner=os.geteuid())
    if (found := next((way for way in _ways_down() if way.can_run(program, folder)), None)) is None:
        raise EmbeddedFailure(
            f"Postgres refuses to run as root, and here no other user can be taken that reaches {folder}: "
            "run this as an ordinary user, or set DATABASE_URL."
        )
    return found


def give(account: Account, path: Path) -> None:
    """Make the files of a folder, or one file, the account's own where they are somebody else's."""
    if path.stat().st_uid == account.owner:
        return
    for each in (path, *path.rglob("*")):
        os.chown(each, account.owner, -1, follow_symlinks=False)


def _ways_down() -> Iterator[Account]:
    user = _humblest_user()
    # A namespace in which root is called otherwise: files stay root's, nothing is changed on the machine.
    names = (f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}")
    yield Account(owner=_ROOT, prefix=("unshare", "--user", *names, "--"))
    # Where namespaces are refused, as in many containers: another user who may enter where only root may.
    yield Account(
        owner=user.pw_uid,
        prefix=(
            "setpriv",
            f"--reuid={user.pw_uid}",
            f"--regid={user.pw_gid}",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            "--",
        ),
    )
    yield Account(owner=user.pw_uid, switch_to=user)


def _humblest_user() -> pwd.struct_passwd:
    users = [user for user in pwd.getpwall() if user.pw_uid != _ROOT]
    if not users:
        raise EmbeddedFailure("Postgres refuses to run as root, and this machine has no other user.")
    return next((user for user in users if user.pw_name == "nobody"), users[-1])

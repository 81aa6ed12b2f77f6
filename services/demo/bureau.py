"""A district's bureau at work: puts the pack in force, brings in the roster, hands out accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from services.demo.client import Caller, Network, derived_secret
from services.demo.rosters import HEADERS, SchoolPlan, Teacher, roster_lines
from services.demo.spreadsheets import Line, spoilt, write_sheet
from services.demo.values import DemoFailed, Login

# Hashing a password takes its time, and a request is one transaction: short ones, one after the other.
_ACCOUNTS_TOGETHER: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody with an account who is no teacher of the roster."""

    username: str
    display_name: str
    role: str
    note: str
    school: SchoolPlan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A system of the district that reads."""

    name: str
    scopes: tuple[str, ...]


@dataclass
class District:
    """A district as its own people know it: ids by staff number and school, and a caller for each account."""

    network: Network
    admin: Caller
    name: str
    console: Console
    schools: dict[str, str] = field(default_factory=dict)
    """School prefix -> school_id."""
    teacher_ids: dict[str, str] = field(default_factory=dict)
    staff_numbers: dict[str, str] = field(default_factory=dict)
    """teacher_id -> staff number."""
    account_ids: dict[str, str] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)
    _callers: dict[str, Caller] = field(default_factory=dict)

    @property
    def district_id(self) -> int:
        return self.admin.login.district_id

    def caller(self, username: str) -> Caller:
        """The account of that username; a teacher's username is the staff number."""
        known = self._callers.get(username)
        if known is None:
            known = self._callers[username] = Caller(self.network, self.logins[username])
        return known

    def say(self, text: str) -> None:
        self.console.print(f"{self.district_id} {self.name}: {text}", markup=False, highlight=False)

    def login_of_client(self, client: Client, client_id: str, secret: str) -> Login:
        return Login(self.district_id, "integration", client_id, secret, client.name)

    def password_of(self, username: str) -> str:
        return derived_secret(self.admin.login.password, f"{self.district_id}|{username}")


async def put_pack_in_force(
    district: District, pack_id: str, *, first: date, last: date, parameters: Mapping[str, str]
) -> None:
    """Assign a pack with the cycle's dates for the whole cycle."""
    whole = {"cycle_start": first.isoformat(), "cycle_end": last.isoformat(), **parameters}
    body = {
        "pack_id": pack_id,
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat(),
        "parameters": whole,
        "switches": {},
    }
    await district.admin.post("directory", "/pack-assignments", body)


async def bring_in_roster(
    district: District, teachers: Sequence[Teacher], *, folder: Path, faults: Mapping[tuple[int, str], tuple[str, str]]
) -> None:
    """Try a copy with faults, import the roster, and import it again. `faults`: place -> (value, code)."""
    lines = roster_lines(teachers)
    rosters, admin, name = folder / "rosters", district.admin, str(district.district_id)
    wrong = spoilt(lines, {place: value for place, (value, _code) in faults.items()})
    spoilt_file = _write(rosters / f"{name}-faulty.xlsx", wrong)
    tried = await admin.upload("directory", "/roster-imports", spoilt_file.read_bytes(), dry_run="true")
    told = {(error["row"], error["column"]): error["code"] for error in tried.body["report"]["errors"]}
    if told != {place: code for place, (_value, code) in faults.items()}:
        raise DemoFailed(f"the faulty roster of {name} was answered with {told}")
    places = "; ".join(f"第{row}行「{column}」row {row}: {code}" for (row, column), code in sorted(told.items()))
    faults_told = "1 fault" if len(told) == 1 else f"{len(told)} faults"
    district.say(f"试导入发现{len(told)}处错误 the dry run names {faults_told}: {places}")
    file = _write(rosters / f"{name}.xlsx", lines).read_bytes()
    first = (await admin.upload("directory", "/roster-imports", file, dry_run="false")).body
    again = (await admin.upload("directory", "/roster-imports", file, dry_run="false")).body
    if not first["applied"] or any(sum(counts.values()) for counts in again["report"]["counts"].values()):
        raise DemoFailed(f"the roster of {name} was answered with {first['report']} and then {again['report']}")
    added = first["report"]["counts"]["teachers"]["added"]
    district.say(f"导入教师{added}人,再导入无变化 {added} teachers imported, the same file again changes nothing")


async def learn_names(district: District, schools: Sequence[SchoolPlan], *, on: date) -> None:
    """Look up the ids of schools and teachers."""
    codes = {school.code: school.prefix for school in schools}
    listed = (await district.admin.get("directory", "/schools")).body["items"]
    district.schools = {codes[one["code"]]: one["school_id"] for one in listed if one["code"] in codes}
    teachers = await district.admin.list_all("directory", "/teachers", on=on.isoformat())
    district.teacher_ids = {teacher["staff_number"]: teacher["teacher_id"] for teacher in teachers}
    district.staff_numbers = {teacher_id: number for number, teacher_id in district.teacher_ids.items()}


async def hand_out_accounts(district: District, teachers: Sequence[Teacher], staff: Sequence[Staff]) -> None:
    """An account for every teacher and for the staff; passwords are derived, so that a second run knows them."""
    wanted = [
        *(_account_of_staff(district, one) for one in staff),
        *(_account_of_teacher(district, one) for one in teachers),
    ]
    remember_logins(district, teachers, staff)
    for start in range(0, len(wanted), _ACCOUNTS_TOGETHER):
        part = wanted[start : start + _ACCOUNTS_TOGETHER]
        reply = await district.admin.post("directory", "/accounts", {"accounts": part})
        refused = [item["username"] for item in reply.body["items"] if item["problem"]]
        if refused:
            raise DemoFailed(f"no account was made for {', '.join(refused)}")
        district.account_ids |= {item["username"]: item["account_id"] for item in reply.body["items"]}
    district.say(f"开通账号{len(wanted)}个 {len(wanted)} accounts")


def remember_logins(district: District, teachers: Sequence[Teacher], staff: Sequence[Staff]) -> None:
    """The logins of everybody, whether or not they were handed out just now."""
    named = [(one.username, one.role, one.note) for one in staff]
    named += [(one.staff_number, "teacher", one.person.name) for one in teachers]
    for username, role, note in named:
        district.logins[username] = Login(district.district_id, role, username, district.password_of(username), note)


async def register_client(district: District, client: Client) -> None:
    """Register a system that reads, give it a secret, and remember how it logs in under its name."""
    asked = {"name": client.name, "scopes": list(client.scopes)}
    registered = (await district.admin.post("directory", "/clients", asked)).body
    given = (await district.admin.put("directory", f"/clients/{registered['id']}/secrets/A", {})).body
    district.logins[client.name] = district.login_of_client(client, registered["client_id"], given["secret"])


def _write(path: Path, lines: Sequence[Line]) -> Path:
    return write_sheet(path, sheet="教师花名册", headers=HEADERS, lines=lines)


def _account_of_teacher(district: District, teacher: Teacher) -> dict[str, Any]:
    return {
        "username": teacher.staff_number,
        "display_name": teacher.person.name,
        "password": district.password_of(teacher.staff_number),
        "roles": ["teacher"],
        "school_id": district.schools[teacher.school.prefix],
        "teacher_id": district.teacher_ids[teacher.staff_number],
    }


def _account_of_staff(district: District, staff: Staff) -> dict[str, Any]:
    return {
        "username": staff.username,
        "display_name": staff.display_name,
        "password": district.password_of(staff.username),
        "roles": [staff.role],
        "school_id": None if staff.school is None else district.schools[staff.school.prefix],
    }

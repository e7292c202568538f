"""开设的答案: what `jiannuo init` must know, read from TOML and checked before anything is written.

Every mistake is reported at once, each with the place in the file and what to do.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

CODE = re.compile(r"^[a-z0-9][a-z0-9-]{1,62}$")
KINDS = ("province", "city", "county", "district", "county_city", "town", "township", "subdistrict")
MODULES = ("hotline", "people", "publications")
ROLES = ("clerk", "reviewer", "chair", "member", "auditor", "admin")
COUNTED = ("congress", "standing_committee", "presidium")
CARRIED = ("hotline_tickets", "hotline_table")


@dataclass(frozen=True)
class NewAccount:
    """One account to make; the first password is printed once."""

    username: str
    name: str
    role: str


@dataclass(frozen=True)
class CarriedFile:
    """Running work to carry in: a spreadsheet and, for tickets, its mapping."""

    kind: str
    file: Path
    mapping: Path | None = None


@dataclass(frozen=True)
class Answers:
    """Everything that `jiannuo init` sets up."""

    code: str
    name: str
    kind: str
    parent: str = ""
    timezone: str = "Asia/Shanghai"
    body_name: str = ""
    screen_name: str = ""
    small_office: bool = False
    require_totp: bool = True
    modules: tuple[str, ...] = MODULES
    term_no: int | None = None
    term_begins: date | None = None
    term_ends: date | None = None
    next_meetings: dict[str, int] = field(default_factory=dict)
    accounts: tuple[NewAccount, ...] = ()
    people: Path | None = None
    units: Path | None = None
    carry_in: tuple[CarriedFile, ...] = ()


class AnswersError(Exception):
    """The answers cannot be right; ``problems`` are ``(where, what to do)``."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("；".join(f"{where}：{text}" for where, text in problems))


def read(path: Path) -> Answers:
    """The answers of a TOML file; paths in it are relative to it."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AnswersError([(path.name, f"不是可读的 TOML：{error}")]) from error
    return from_tables(content, path.parent)


def from_tables(content: dict[str, Any], folder: Path) -> Answers:
    """The answers from parsed TOML."""
    place, office, term = (content.get(name, {}) for name in ("place", "office", "term"))
    rosters = content.get("rosters", {})
    problems = unknown_keys(content)
    answers = Answers(
        code=str(place.get("code", "")),
        name=str(place.get("name", "")).strip(),
        kind=str(place.get("kind", "")),
        parent=str(place.get("parent", "")),
        timezone=str(place.get("timezone", "Asia/Shanghai")),
        body_name=str(office.get("body_name", "")),
        screen_name=str(office.get("screen_name", "")),
        small_office=bool(office.get("small", False)),
        require_totp=bool(office.get("require_totp", True)),
        modules=tuple(office.get("modules", MODULES)),
        term_no=term.get("no"),
        term_begins=term.get("begins"),
        term_ends=term.get("ends"),
        next_meetings=dict(content.get("next_meeting", {})),
        accounts=tuple(
            NewAccount(str(a.get("username", "")), str(a.get("name", "")), str(a.get("role", "")))
            for a in content.get("accounts", [])
        ),
        people=optional_path(folder, rosters.get("people")),
        units=optional_path(folder, rosters.get("units")),
        carry_in=tuple(
            CarriedFile(
                str(item.get("kind", "")),
                folder / str(item.get("file", "")),
                optional_path(folder, item.get("mapping")),
            )
            for item in content.get("carry_in", [])
        ),
    )
    problems += [*place_problems(answers), *term_problems(answers), *file_problems(answers)]
    if problems:
        raise AnswersError(problems)
    return answers


def optional_path(folder: Path, value: Any) -> Path | None:
    return folder / str(value) if value else None


KNOWN = {
    "place": {"code", "name", "kind", "parent", "timezone"},
    "office": {"body_name", "screen_name", "small", "require_totp", "modules"},
    "term": {"no", "begins", "ends"},
    "next_meeting": set(COUNTED),
    "rosters": {"people", "units"},
}


def unknown_keys(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Words that the file has and we do not know: mostly slips of the pen."""
    problems = [
        (name, "不认识这一节。可用：place、office、term、next_meeting、accounts、rosters、carry_in")
        for name in content
        if name not in {*KNOWN, "accounts", "carry_in"}
    ]
    for section, known in KNOWN.items():
        for key in content.get(section, {}):
            if key not in known:
                problems.append((f"{section}.{key}", f"不认识。可用：{'、'.join(sorted(known))}"))
    return problems


def place_problems(answers: Answers) -> list[tuple[str, str]]:
    """What is wrong with place, office and accounts."""
    problems = []
    if not CODE.match(answers.code):
        problems.append(("place.code", "写 2 至 63 个小写字母、数字或连字符，如 linxi"))
    if not answers.name:
        problems.append(("place.name", "写地方的名称，如 临溪县"))
    if answers.kind not in KINDS:
        problems.append(("place.kind", f"从中选一个：{'、'.join(KINDS)}"))
    if answers.timezone not in available_timezones():
        problems.append(("place.timezone", f"没有时区“{answers.timezone}”，如 Asia/Shanghai"))
    for module in answers.modules:
        if module not in MODULES:
            problems.append(("office.modules", f"没有“{module}”，可用：{'、'.join(MODULES)}"))
    names = [account.username for account in answers.accounts]
    for number, account in enumerate(answers.accounts, 1):
        where = f"accounts[{number}]"
        if not account.username or not account.name:
            problems.append((where, "写 username 和 name"))
        if account.role not in ROLES:
            problems.append((f"{where}.role", f"从中选一个：{'、'.join(ROLES)}"))
        if names.count(account.username) > 1:
            problems.append((f"{where}.username", f"“{account.username}”写了两次"))
    return problems


def term_problems(answers: Answers) -> list[tuple[str, str]]:
    """What is wrong with term and meeting numbers."""
    problems = []
    if answers.kind == "subdistrict" and (answers.term_no or answers.next_meetings):
        problems.append(("term", "街道不设人民代表大会，没有届次（地方组织法第五十九条）"))
    if answers.term_no is not None and not (
        isinstance(answers.term_no, int) and 1 <= answers.term_no <= 99
    ):
        problems.append(("term.no", "届是 1 至 99 的整数"))
    for name in ("term_begins", "term_ends"):
        value = getattr(answers, name)
        if value is not None and type(value) is not date:
            problems.append((name.replace("_", "."), "写日期，如 2022-01-12"))
    if (
        type(answers.term_begins) is date
        and type(answers.term_ends) is date
        and answers.term_ends <= answers.term_begins
    ):
        problems.append(("term.ends", "应晚于 term.begins"))
    if answers.next_meetings and answers.term_no is None:
        problems.append(("next_meeting", "有会议次数就要写 term.no"))
    for kind, number in answers.next_meetings.items():
        if not isinstance(number, int) or number < 1:
            problems.append((f"next_meeting.{kind}", "写下一次会议是第几次，从 1 起"))
    return problems


def file_problems(answers: Answers) -> list[tuple[str, str]]:
    """Files that are named and not there."""
    named = [("rosters.people", answers.people), ("rosters.units", answers.units)]
    problems = []
    for number, item in enumerate(answers.carry_in, 1):
        where = f"carry_in[{number}]"
        if item.kind not in CARRIED:
            problems.append((f"{where}.kind", f"从中选一个：{'、'.join(CARRIED)}"))
        if item.kind == "hotline_tickets" and item.mapping is None:
            problems.append((f"{where}.mapping", "工单文件要写对照表"))
        named += [(f"{where}.file", item.file), (f"{where}.mapping", item.mapping)]
    problems += [
        (where, f"没有这个文件：{path}") for where, path in named if path and not path.is_file()
    ]
    return problems

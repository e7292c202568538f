"""造数据: a place with an office, a unit and who speaks for it, and items in every state, by the acts of users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.audit.actors import Actor
from oversight.files.tests.builders import picture
from oversight.followups import actions
from oversight.followups.models import Followup
from oversight.followups.sheets.layouts import DUTIES
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, RoleGrant, Unit
from oversight.institutions.sheets.reading import read_tables
from oversight.institutions.sheets.workbook import MIME, Sheet, write_workbook
from oversight.institutions.tests import builders as make

NUMBERS = count(1)
STATES = [code for code, _label in Followup.STATES]


@dataclass
class Office:
    """A place and everybody who has to do with an item of its unit."""

    place: Jurisdiction
    unit: Unit
    grants: dict[str, RoleGrant]

    def actor(self, role: str) -> Actor:
        return queries.actor_for(self.grants[role])

    def client(self, role: str) -> Any:
        return make.signed_in(self.grants[role])

    @property
    def clerk(self) -> Actor:
        return self.actor("clerk")

    @property
    def liaison(self) -> Actor:
        return self.actor("liaison")

    @property
    def head(self) -> Actor:
        return self.actor("unit_head")

    @property
    def reviewer(self) -> Actor:
        return self.actor("reviewer")


ROLES = ("clerk", "reviewer", "chair", "member", "auditor", "admin", "deputy")


def make_office(code: str = "", roles: tuple[str, ...] = ROLES, **more: Any) -> Office:
    """A county with one account for every role, one unit with liaison and head."""
    place = make.make_place(code, **more)
    unit = make.make_unit(place, "县交通局", valid_from=date(2020, 1, 1))
    body = make.make_office(place, "城建环资工委")
    grants = {role: make.make_grant(place, role) for role in roles}
    grants["office"] = make.make_grant(place, "office", body=body)
    for role in ("liaison", "unit_head"):
        grants[role] = make.make_grant(place, role, unit=unit)
    return Office(place, unit, grants)


def in_days(days: int) -> date:
    return queries.today() + timedelta(days=days)


def photo(name: str = "现场.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("PNG"), content_type="image/png")


def make_followup(at: Office, state: str = "assigned", **more: Any) -> Followup:
    """An item of the unit, brought to a state by the acts that lead there."""
    number = next(NUMBERS)
    due = more.pop("due", in_days(30))
    if due is not None and due < queries.today():
        more.setdefault("starts_on", due - timedelta(days=30))
    more.setdefault("sealed", state == "to_sign")
    followup = actions.assign(
        at.clerk,
        at.place,
        kind=more.pop("kind", "rectification"),
        unit=more.pop("unit", at.unit),
        title=more.pop("title", f"公交末班时间整改第{number}项"),
        requirement=more.pop("requirement", "调整末班时间，逐线公布。"),
        due=due,
        **more,
    )
    bring_to(at, followup, state)
    followup.refresh_from_db()
    return followup


def bring_to(office: Office, followup: Followup, state: str) -> None:
    """The acts that lead from assigned to the state."""
    place, liaison = office.place, office.liaison
    if state == "accepted":
        actions.accept(liaison, place, followup)
    elif state == "in_progress":
        actions.report_progress(liaison, place, followup, text="已排出计划。", percent=40)
    elif state == "to_sign":
        actions.report_done(liaison, place, followup, text="全部办完。")
    elif state in {"reported_done", "sent_back", "verified"}:
        scan = photo() if followup.sealed else None
        actions.report_done(liaison, place, followup, text="全部办完。", scan=scan)
    elif state == "withdrawn":
        actions.withdraw(office.clerk, place, followup, reason="重复交办。")
    if state == "sent_back":
        actions.send_back(office.clerk, place, followup, reason="还差两条线。")
    elif state == "verified":
        actions.verify(office.clerk, place, followup, text="到站查看，已公布。")


def refilled(content: bytes, changes: dict[str, dict[str, Any]]) -> bytes:
    """The exported workbook as somebody filled it in: ``changes`` by the item's public id and heading."""
    table = read_tables(content)[DUTIES.title]
    at = {heading: number for number, heading in enumerate(table.headings)}
    rows = []
    for _number, cells in table.rows:
        row: list[Any] = list(cells)
        for heading, value in changes.get(row[at["编号"]], {}).items():
            row[at[heading]] = value
        rows.append(row)
    return write_workbook([Sheet(DUTIES.title, table.headings, rows)])


def workbook(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=MIME)

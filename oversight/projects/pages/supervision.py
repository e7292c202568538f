"""监督怎样显示: the three steps of each group, findings with their badge, what is due by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import OF_UNIT
from oversight.projects.models import (
    SiteReport,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionRecord,
)
from oversight.projects.queries import supervising
from oversight.ui.page import Step

FINDING_BADGES = {
    "found": "new",
    "handed": "running",
    "answered": "to_verify",
    "solved": "verified",
    "open": "continuing",
}
SITE_BADGES = {
    "held": "waiting",
    "received": "new",
    "handed": "running",
    "answered": "done",
    "dismissed": "returned",
    "deleted": "ended",
}
STEPS = ("topic", "midyear", "year_end")
OF_GROUPS = frozenset({"deputy", "member"})


@dataclass(frozen=True)
class GroupRow:
    """一个小组: its people, its projects, the three steps of its year."""

    group: SupervisionGroup
    people: list[str]
    projects: int
    chain: list[Step]
    visits: int


def group_rows(groups: Iterable[SupervisionGroup]) -> list[GroupRow]:
    """The groups with how far their year is."""
    return [
        GroupRow(
            group=one,
            people=[person.name for person in one.supervisors.all() if person.left_on is None],
            projects=len(one.projects.all()),
            chain=three_steps(list(one.records.all())),
            visits=sum(record.kind not in STEPS for record in one.records.all()),
        )
        for one in groups
    ]


def three_steps(records: list[SupervisionRecord]) -> list[Step]:
    """年初选题、年中督导、年终询问."""
    words = {
        "topic": pgettext("chain", "年初选题"),
        "midyear": pgettext("chain", "年中督导"),
        "year_end": pgettext("chain", "年终询问"),
    }
    found, current = [], False
    for code in STEPS:
        days = sorted(one.on for one in records if one.kind == code)
        state = "done" if days else "future" if current else "current"
        current = current or not days
        found.append(Step(words[code], state, on=days[-1] if days else None))
    return found


@dataclass(frozen=True)
class FindingRow:
    """一个问题 with its badge and how late it is."""

    finding: SupervisionFinding
    badge: str
    late_days: int


def finding_rows(rows: Iterable[SupervisionFinding], today: date) -> list[FindingRow]:
    """Late is what its unit has not answered in time."""
    found = []
    for one in rows:
        waits = one.state in supervising.WITH_UNIT and one.due is not None
        late = max(0, (today - one.due).days) if waits and one.due else 0
        found.append(FindingRow(one, "late" if late else FINDING_BADGES[one.state], late))
    return found


def may_answer(actor: Actor, place: Jurisdiction, finding: SupervisionFinding) -> bool:
    """The unit it was handed to, or the clerk for it."""
    if finding.state not in supervising.WITH_UNIT or not permissions.can_report(actor, place):
        return False
    if actor.role not in OF_UNIT:
        return True
    return supervising.findings_of_unit(place, actor.unit_id).filter(pk=finding.pk).exists()


def may_record(actor: Actor, place: Jurisdiction) -> bool:
    """The office, and whoever of the deputies is in a group."""
    if not permissions.can_supervise(actor, place):
        return False
    return actor.role not in OF_GROUPS or supervising.groups_with(actor, place).exists()


def may_watch(actor: Actor, place: Jurisdiction, group: SupervisionGroup | None) -> bool:
    """The office for any group, a deputy for the own one."""
    if not permissions.can_supervise(actor, place):
        return False
    if actor.role not in OF_GROUPS:
        return True
    mine = supervising.groups_with(actor, place)
    return group is not None and mine.filter(pk=group.pk).exists()


def site_badge(report: SiteReport) -> str:
    return SITE_BADGES[report.state]

"""项目年的行为: setting a year up, opening, extending and ending its collecting, putting the notice forward."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.place_ends import require_still_there
from oversight.institutions.actions.writing import put, said, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions, queries
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import ProjectYear
from oversight.projects.publishing import NOTICE, notice_content, notice_title
from oversight.projects.queries.years import window_of
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import collecting
from oversight.publications import actions as publications
from oversight.publications import permissions as publication_permissions
from oversight.publications import queries as published
from oversight.publications.models import PublicationVersion

KEPT_IN = "zh-hans"
FIRST_YEAR, LAST_YEAR = 2015, 2100


def set_up_year(
    actor: Actor,
    place: Jurisdiction,
    *,
    year: int,
    to_choose: int | None = None,
    frame_yuan: int | None = None,
    contact_phone: str = "",
) -> ProjectYear:
    """设立项目年: how many to choose comes from the rulebook in force where nothing else is said."""
    with act(
        "projects.set_up_year",
        actor=actor,
        place=place.code,
        permitted=permissions.can_set_up(actor, place),
        rule=collecting.CODE,
    ) as running:
        require_still_there(place)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Invalid("bad_year", _("年份写四位数，例如 2027。"), where="year")
        if queries.year_of(place, year) is not None:
            raise Refused("year_exists", _("这一年已经设立。"), where="year")
        in_force, section = projects_rules(place)
        made = ProjectYear(
            jurisdiction=place,
            year=year,
            to_choose=to_choose or section.places,
            frame_yuan=frame_yuan,
            contact_phone=contact_phone.strip(),
            **in_force.stored,
        )
        put(made)
        running.facts = {"year": year, "to_choose": made.to_choose, **in_force.stored}
    return made


def change_year(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    to_choose: int,
    frame_yuan: int | None = None,
    contact_phone: str = "",
) -> ProjectYear:
    """更改项目年: before collecting is opened."""
    with act(
        "projects.change_year",
        actor=actor,
        place=place.code,
        permitted=permissions.can_set_up(actor, place),
    ) as running:
        year = locked_year(place, year)
        if year.state != "prepared":
            raise Refused("opened_before", _("征集已经开始，项数和资金盘子不在这里改。"))
        year.to_choose, year.frame_yuan = to_choose, frame_yuan
        year.contact_phone = contact_phone.strip()
        put(year)
        running.facts = {"year": year.year, "to_choose": to_choose}
    return year


def open_collecting(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    first: date,
    last: date,
    notice_title: str,
    notice_text: str,
    contact_phone: str = "",
) -> ProjectYear:
    """发布征集公告、开始征集: for at least as many days as the rulebook asks; the notice waits for a second person."""
    with act(
        "projects.open_collecting",
        actor=actor,
        place=place.code,
        permitted=permissions.can_set_up(actor, place),
        rule=collecting.CODE,
        basis=_(collecting.BASIS),
    ) as running:
        require_still_there(place)
        year = locked_year(place, year)
        _in_force, section = projects_rules(place)
        year.collecting_from, year.collecting_to = first, last
        require(collecting.may_open(window_of(year), section.collecting_days))
        year.notice_title = written(notice_title, "notice_title", _("公告标题"), 120)
        year.notice_text = written(notice_text, "notice_text", _("公告内容"), 4000)
        year.contact_phone = contact_phone.strip() or year.contact_phone
        year.state, year.opened_at = "collecting", timezone.now()
        put(year)
        put_forward(actor, place, year, "")
        running.facts = facts_of(year)
    return year


def extend_collecting(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, last: date, reason: str
) -> ProjectYear:
    """延长征集: to a later day, with the reason, which the corrected notice says too."""
    with act(
        "projects.extend_collecting",
        actor=actor,
        place=place.code,
        permitted=permissions.can_set_up(actor, place),
        rule=collecting.CODE,
        basis=_(collecting.BASIS),
    ) as running:
        year = locked_year(place, year)
        require(collecting.may_extend(window_of(year), last, institutions.today()))
        reason = said(reason, "reason", "reason_missing", _("写明延长的原因。"))
        year.collecting_to = last
        put(year)
        put_forward(actor, place, year, reason)
        running.note = reason[:500]
        running.facts = facts_of(year)
    return year


def end_collecting(actor: Actor, place: Jurisdiction, year: ProjectYear) -> ProjectYear:
    """结束征集: after the published last day; nothing more is taken in, the screening goes on to its list."""
    with act(
        "projects.end_collecting",
        actor=actor,
        place=place.code,
        permitted=permissions.can_set_up(actor, place),
        rule=collecting.CODE,
        basis=_(collecting.BASIS),
    ) as running:
        year = locked_year(place, year)
        require(collecting.may_end(window_of(year), institutions.today()))
        year.collecting_ended_at = timezone.now()
        put(year)
        running.facts = facts_of(year)
    return year


def propose_notice(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, note: str = ""
) -> PublicationVersion:
    """拟公开征集公告: puts the notice as it stands now forward; publishing it is another person's act."""
    with act(
        "projects.propose_notice",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        year = locked_year(place, year)
        if year.opened_at is None:
            raise Refused("not_opened", _("征集还没有开始，没有公告可以公开。"))
        made = forward(actor, place, year, note)
        running.facts = {"year": year.year, "version": made.version}
    return made


def forward(actor: Actor, place: Jurisdiction, year: ProjectYear, note: str) -> PublicationVersion:
    """The notice as the next version of its publication."""
    with override(KEPT_IN):
        content, title = notice_content(year), notice_title(year)
    return publications.propose(
        actor, place, kind=NOTICE, key=str(year.year), title=title, content=content, note=note
    )


def put_forward(actor: Actor, place: Jurisdiction, year: ProjectYear, note: str) -> None:
    """With the opening or extension itself, unless a version waits already or the actor may not propose."""
    waits = published.proposal_for(place, NOTICE, str(year.year)) is not None
    if not waits and publication_permissions.can_propose(actor, place):
        forward(actor, place, year, note)


def facts_of(year: ProjectYear) -> dict[str, Any]:
    """What the record says of the collecting."""
    return {
        "year": year.year,
        "from": year.collecting_from.isoformat() if year.collecting_from else None,
        "to": year.collecting_to.isoformat() if year.collecting_to else None,
    }

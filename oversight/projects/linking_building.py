"""调整申请、测评、监督记录和发现作为关联的一端: shown and found for whoever reads projects here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.projects import permissions
from oversight.projects.actions.building_support import work_url
from oversight.projects.models import (
    ProjectChange,
    ProjectYear,
    SupervisionFinding,
    SupervisionRecord,
)
from oversight.projects.queries import changes, supervising
from oversight.projects.queries.inherited import looked_after
from oversight.projects.queries.years import years_of


def shown(
    actor: Actor, place: Jurisdiction, rows: Any, key: str, show: Callable[[Any], Linked]
) -> Linked | None:
    """One record, None where there is none or the reader may not read it."""
    if not permissions.can_see(actor, place):
        return None
    found = rows.filter(public_id=key).first()
    return show(found) if found is not None else None


def listed(
    actor: Actor, place: Jurisdiction, rows: Iterable[Any], show: Callable[[Any], Linked]
) -> list[Linked]:
    """The records found, for whoever may read them."""
    if not permissions.can_see(actor, place):
        return []
    return [show(one) for one in rows]


def change(actor: Actor, place: Jurisdiction, key: str) -> Linked | None:
    found = (
        shown(actor, one, changes.changes_in(one), key, change_link) for one in looked_after(place)
    )
    return next((one for one in found if one is not None), None)


def find_changes(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    rows = changes.changes_in(place).filter(project__title__icontains=search_text(text))
    return listed(actor, place, rows.order_by("-pk")[:FOUND_AT_MOST], change_link)


def change_link(one: ProjectChange) -> Linked:
    project = one.project
    url = work_url(one.jurisdiction, project)
    title = f"{one.get_kind_display()}：{project.title}"
    note = str(one.get_state_display())
    return Linked("project_change", one.public_id, title, url, note, one.meeting_name)


def rating(actor: Actor, place: Jurisdiction, key: str) -> Linked | None:
    return shown(actor, place, years_of(place), key, rating_link)


def find_ratings(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    wanted = search_text(text)
    rows = years_of(place).filter(year=int(wanted)) if wanted.isdecimal() else years_of(place)[:0]
    return listed(actor, place, rows, rating_link)


def rating_link(one: ProjectYear) -> Linked:
    title = _("%(year)d年民生实事项目满意度测评") % {"year": one.year}
    url = reverse("projects:rating", args=[one.jurisdiction.code, one.year])
    return Linked("project_rating", one.public_id, title, url, str(one.get_state_display()))


def record(actor: Actor, place: Jurisdiction, key: str) -> Linked | None:
    return shown(actor, place, records_in(place), key, record_link)


def records_in(place: Jurisdiction) -> Any:
    rows = SupervisionRecord.objects.in_scope(Scope.of(place))
    return rows.select_related("jurisdiction", "group", "project")


def find_records(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    rows = records_in(place).filter(text__icontains=search_text(text))
    return listed(actor, place, rows.order_by("-pk")[:FOUND_AT_MOST], record_link)


def record_link(one: SupervisionRecord) -> Linked:
    url = reverse("projects:supervision_record", args=[one.jurisdiction.code, one.public_id])
    what = one.project.title if one.project else ""
    title = f"{one.get_kind_display()} {what}".strip()
    return Linked("supervision_record", one.public_id, title, url, one.on.isoformat())


def finding(actor: Actor, place: Jurisdiction, key: str) -> Linked | None:
    rows = supervising.findings_in(place).select_related("jurisdiction")
    return shown(actor, place, rows, key, finding_link)


def find_findings(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    rows = supervising.findings_in(place).filter(text__icontains=search_text(text))
    return listed(actor, place, rows.order_by("-pk")[:FOUND_AT_MOST], finding_link)


def finding_link(one: SupervisionFinding) -> Linked:
    url = reverse("projects:finding", args=[one.jurisdiction.code, one.public_id])
    note = str(one.get_state_display())
    return Linked("supervision_finding", one.public_id, one.text[:60], url, note)

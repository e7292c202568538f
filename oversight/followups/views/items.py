"""一件跟踪事项的页面, and the files that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.documents import permissions as document_permissions
from oversight.documents import queries as document_queries
from oversight.files.views import sent
from oversight.followups import owners, permissions, queries
from oversight.followups.limits import limits_of
from oversight.followups.models import (
    Evidence,
    ExtensionRequest,
    Followup,
    FollowupPart,
    FollowupReport,
    Verification,
)
from oversight.followups.presenting import (
    Badge,
    Row,
    badge_of,
    chain_of,
    next_step,
    offers_of,
    rows_of,
)
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.links import resolving
from oversight.links.permissions import can_link
from oversight.links.queries import LinkRow, links_of
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page, Step


def followup_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Followup:
    """The item of the address, where the acting role may read it."""
    found = queries.followup_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_read(actor_of(request), place, found):
        raise PermissionDenied
    return found


@dataclass(frozen=True)
class Said:
    """一条报告或核实, with its files."""

    title: str
    by: str
    at: Any
    text: str
    files: list[Evidence]
    percent: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ItemPage:
    """一件事的页面。"""

    page: Page
    place: Jurisdiction
    followup: Followup
    badge: Badge
    row: Row
    chain: list[Step]
    step: NextStep | None
    others: list[Act]
    said: list[Said]
    parts: list[FollowupPart]
    extensions: list[ExtensionRequest]
    co_units: list[str]
    entries: list[Entry]
    may_divide: bool
    part_new_url: str
    back_url: str
    about_url: str
    papers: list[tuple[Any, Any]]
    link_rows: list[LinkRow]
    kind: str
    public_id: str
    may_link: bool


@require_safe
@place_page(permissions.can_open)
def followup(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件跟踪事项."""
    found = followup_or_404(request, place, key)
    return render(request, "followups/followup.html", vars(item_page(request, place, found)))


def item_page(request: HttpRequest, place: Jurisdiction, found: Followup) -> ItemPage:
    """What the page of an item shows to this reader."""
    actor, limits = actor_of(request), limits_of(place)
    lineage = owners.lineage_of(place)
    row = rows_of(place, [found], limits, lineage)[0]
    offers = offers_of(actor, place, found)
    part_new = reverse("followups:part_new", args=[place.code, found.public_id])
    names = found.co_units.select_related("unit").order_by("unit__name")
    return ItemPage(
        page=item_head(request, place, found, row),
        place=place,
        followup=found,
        badge=badge_of(found),
        row=row,
        chain=chain_of(found, limits),
        step=next_step(actor, place, found, offers, limits),
        others=offers[3:] if found.is_open else offers,
        said=said_on(found),
        parts=list(found.parts.all()),
        extensions=list(found.extensions.all()),
        co_units=[lineage.name_today(each.unit_id) for each in names],
        entries=history(actor, place, found),
        may_divide=any(act.url == part_new for act in offers),
        part_new_url=part_new,
        back_url=back_url(actor, place),
        about_url=about_url(actor, place, found),
        papers=papers_on(actor, place, found),
        link_rows=links_of(actor, place, "followup", found.public_id),
        kind="followup",
        public_id=found.public_id,
        may_link=can_link(actor, place),
    )


def papers_on(actor: Actor, place: Jurisdiction, found: Followup) -> list[tuple[Any, Any]]:
    """The papers about the item with their sign-off, for who handles papers."""
    if not document_permissions.can_read(actor, place):
        return []
    rows = document_queries.papers_seen_by(actor, place)
    mine = rows.filter(about_kind="followup", about_id=found.public_id).order_by("pk")
    return document_queries.tracks(place, mine)


def about_url(actor: Actor, place: Jurisdiction, found: Followup) -> str:
    """Where the record is that gave rise to the item, for those who may read it."""
    if not found.about_kind:
        return ""
    linked = resolving.resolve(actor, place, found.about_kind, found.about_id)
    return linked.url if linked else ""


def back_url(actor: Actor, place: Jurisdiction) -> str:
    name = "followups" if permissions.can_read_office(actor, place) else "duties"
    return reverse(f"followups:{name}", args=[place.code])


def item_head(request: HttpRequest, place: Jurisdiction, found: Followup, row: Row) -> Page:
    """Title, number, unit and where it comes from."""
    unit = row.unit
    if row.was:
        unit = _("%(now)s（交办时为%(was)s）") % {"now": row.unit, "was": row.was}
    parts = [found.code, str(found.get_kind_display()), unit, found.about_label]
    office = permissions.can_read_office(actor_of(request), place)
    listed = _("承诺与整改") if office else _("承办事项")
    return Page(
        title=found.title,
        lead=" · ".join(part for part in parts if part),
        crumbs=(Crumb(listed, back_url(actor_of(request), place)), Crumb(found.code)),
        window_title=f"{found.code} {found.title}",
    )


def said_on(found: Followup) -> list[Said]:
    """Reports and findings, newest first, each with its files."""
    files: dict[tuple[str, int], list[Evidence]] = {}
    for each in queries.evidence_of(found):
        if each.report_id:
            files.setdefault(("report", each.report_id), []).append(each)
        elif each.verification_id:
            files.setdefault(("verification", each.verification_id), []).append(each)
    said = [of_report(each, files.get(("report", each.pk), [])) for each in found.reports.all()]
    said += [
        of_verification(each, files.get(("verification", each.pk), []))
        for each in found.verifications.all()
    ]
    return sorted(said, key=lambda each: each.at, reverse=True)


def of_report(report: FollowupReport, files: list[Evidence]) -> Said:
    title = str(report.get_kind_display())
    if report.entered:
        title = _("%(kind)s（办公室代录）") % {"kind": title}
    note = ""
    if report.parts_reason:
        note = _("科室未办完而报告：%(why)s") % {"why": report.parts_reason}
    by = " ".join(part for part in (report.unit_name, report.reported_label) if part)
    return Said(title, by, report.at, report.text, files, report.percent, note)


def of_verification(found: Verification, files: list[Evidence]) -> Said:
    return Said(str(found.get_outcome_display()), found.verified_label, found.at, found.text, files)


@require_safe
@place_page(permissions.can_open)
def evidence_file(request: HttpRequest, place: Jurisdiction, key: str, file: str) -> HttpResponse:
    """一份证据: who may read the item may read its files; pictures show in the page."""
    found = followup_or_404(request, place, key)
    evidence = queries.evidence_of(found).filter(file__public_id=file).first()
    if evidence is None:
        raise Http404(file)
    inline = "show" in request.GET and evidence.file.file_kind.inline
    return sent(evidence.file, inline=inline)

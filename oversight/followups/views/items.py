"""跟踪事项的页面: the list of a place, the page of one item, and a file that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.files.views import sent
from oversight.followups import owners, permissions, queries
from oversight.followups.limits import Limits, limits_of
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
from oversight.followups.queries.lists import Filters
from oversight.followups.sheets import exporting
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import place_page
from oversight.links import resolving
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page, Step


def acting(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def state_options() -> list[tuple[str, Any]]:
    """Groups of states, then each state by itself."""
    groups = [
        ("with_unit", _("在单位手里")),
        ("closed", _("已办结和已撤回")),
        ("all", pgettext("filter", "全部")),
    ]
    return [*groups, *Followup.STATES]


def due_options() -> list[tuple[str, str]]:
    return [
        ("late", pgettext("filter", "逾期")),
        ("long_overdue", _("长期逾期")),
        ("soon", _("快到期")),
        ("on_time", pgettext("filter", "按期")),
        ("no_deadline", _("没有期限")),
    ]


def filters_of(request: HttpRequest) -> Filters:
    """What the address asks for."""
    return Filters(
        q=word(request, "q")[:100],
        kind=word(request, "kind", dict(Followup.KINDS)),
        state=word(request, "state", dict(state_options())),
        due=word(request, "due", dict(due_options())),
        unit=word(request, "unit")[:12],
        office=word(request, "office")[:12],
    )


@dataclass(frozen=True)
class ListPage:
    """跟踪事项清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[Row]
    filters: Filters
    kinds: Any
    states: Any
    dues: Any
    units: list[tuple[str, str]]
    offices: list[tuple[str, str]]
    counts: dict[str, int]


@require_safe
@place_page(permissions.can_read_office)
def followups(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """承诺与整改清单; ``?form=xlsx`` or ``csv`` takes what the list shows away."""
    filters, limits, today = filters_of(request), limits_of(place), institutions.today()
    found = queries.filtered(queries.followups_of(place), filters, limits, today)
    found = queries.ordered(found, request.GET.get("sort", ""))
    form = word(request, "form", {"xlsx", "csv"})
    if form:
        return taken_away(place, found, limits, form)
    listing = paged(request, found)
    rows = rows_of(place, list(listing), limits)
    context = list_page(request, place, filters, listing, rows)
    return render(request, "followups/followups.html", vars(context))


def taken_away(place: Jurisdiction, found: Any, limits: Limits, form: str) -> HttpResponse:
    """The list as a file."""
    rows = rows_of(place, list(found), limits)
    name = f"{place.code}-followups"
    if form == "csv":
        return exporting.csv_response(exporting.office_sheet(rows), f"{name}.csv")
    return workbook_response(exporting.office_workbook(rows), f"{name}.xlsx")


def list_page(
    request: HttpRequest,
    place: Jurisdiction,
    filters: Filters,
    listing: PaginatorPage[Any],
    rows: list[Row],
) -> ListPage:
    """What the list shows."""
    counts = counts_of(place)
    offices = institutions.bodies_of(place).on(institutions.today())
    return ListPage(
        page=Page(
            title=headline(counts),
            lead=_("承诺、整改和交办，自报完成以后由另一人核实"),
            crumbs=(Crumb(_("承诺与整改")),),
            window_title=_("承诺与整改"),
            acts=list_acts(acting(request), place),
        ),
        place=place,
        listing=listing,
        rows=rows,
        filters=filters,
        kinds=Followup.KINDS,
        states=state_options(),
        dues=due_options(),
        units=units_with_items(place),
        offices=[
            (office.public_id, office.name)
            for office in offices.filter(kind__in=Body.OFFICES).order_by("name")
        ],
        counts=counts,
    )


def list_acts(actor: Actor, place: Jurisdiction) -> tuple[Act, ...]:
    if not permissions.can_assign(actor, place):
        return ()
    url = reverse("followups:assign", args=[place.code])
    return (Act(_("交办一件事"), url, "plus-lg", main=True),)


def units_with_items(place: Jurisdiction) -> list[tuple[str, str]]:
    rows = queries.followups_of(place).order_by("unit__name")
    return list(rows.values_list("unit__public_id", "unit__name").distinct())


def counts_of(place: Jurisdiction) -> dict[str, int]:
    """Open, late, waiting for verification, requests to answer."""
    opened = queries.open_of(place).order_by()
    today = institutions.today()
    return {
        "open": opened.count(),
        "late": opened.filter(state__in=Followup.WITH_UNIT, due__lt=today).count(),
        "verify": opened.filter(state="reported_done").count(),
        "extensions": queries.waiting_extensions(place).count(),
    }


def headline(counts: dict[str, int]) -> str:
    """The first sentence of the list."""
    if counts["late"]:
        return _("办理中 %(open)d 件，逾期 %(late)d 件，待核实 %(verify)d 件") % counts
    if counts["open"]:
        return _("办理中 %(open)d 件，待核实 %(verify)d 件，没有逾期") % counts
    return _("没有办理中的事项")


def followup_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Followup:
    """The item of the address, where the acting role may read it."""
    found = queries.followup_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_read(acting(request), place, found):
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


@require_safe
@place_page(permissions.can_open)
def followup(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件跟踪事项."""
    found = followup_or_404(request, place, key)
    return render(request, "followups/followup.html", vars(item_page(request, place, found)))


def item_page(request: HttpRequest, place: Jurisdiction, found: Followup) -> ItemPage:
    """What the page of an item shows to this reader."""
    actor, limits = acting(request), limits_of(place)
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
    )


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
    office = permissions.can_read_office(acting(request), place)
    listed = _("承诺与整改") if office else _("全部事项")
    return Page(
        title=found.title,
        lead=" · ".join(part for part in parts if part),
        crumbs=(Crumb(listed, back_url(acting(request), place)), Crumb(found.code)),
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

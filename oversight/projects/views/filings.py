"""报备的页面: the town's filing with its course; the county's received filings, each with what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.files.views import sent
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.views.listing import paged
from oversight.institutions.web import actor_of, place_page
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions import filing as actions
from oversight.projects.forms import voting as forms
from oversight.projects.forms.selecting import PlaceForm
from oversight.projects.models import FilingAttachment, ProjectYear, ResultFiling
from oversight.projects.pages import filings as pages
from oversight.projects.queries import filings as read
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Act, Crumb, Page


@dataclass(frozen=True)
class FilingPage:
    """一件备案, as the town or the county sees it."""

    page: Page
    place: Jurisdiction
    filing: ResultFiling | None
    badge: str
    word: str
    facts: list[tuple[str, str]]
    steps: list[pages.Step]
    attachments: list[tuple[FilingAttachment, str]]
    acts: list[Act]
    content: dict[str, Any]
    refusal: str


@require_safe
@year_page(permissions.can_read_filing)
def filing(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """报备: what was sent when, what the county did, until when it is due."""
    found, actor = read.filing_of(year), actor_of(request)
    acts, refusal = pages.town_acts(actor, place, year, found)
    context = FilingPage(
        page=Page(
            title=pages.title_of(year, found),
            lead=_("备案不是批准；退回补正的补材料，不改结果"),
            crumbs=crumbs(place, year, _("报备")),
            window_title=_("%(year)s 报备") % {"year": year},
        ),
        place=place,
        filing=found,
        badge=pages.badge_of(found),
        word=str(found.get_state_display()) if found else _("还没有报"),
        facts=pages.facts_of(year, found),
        steps=pages.steps_of(found),
        attachments=[
            (one, url_of(place, year, "filing_file", one.public_id))
            for one in (read.attachments_of(found) if found else ())
        ],
        acts=acts,
        content=found.content if found else {},
        refusal=refusal,
    )
    return render(request, "projects/voting/filing.html", vars(context))


@year_page(permissions.can_file_result)
def submit_filing(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """报送备案。"""
    county, counted = read.county_of(place), read.due_of(year)
    before = read.filing_of(year)
    facts = [(_("报给"), pages.committee_of(county) if county else _("系统里没有登记上级县（区）"))]
    if counted is not None:
        facts.append((_("应报日期"), pages.due_words(counted.due)))
    if before is not None and before.returned_reason:
        facts.append((_("退回的原因"), before.returned_reason))
    return year_act(
        request, place, year, forms.FilingForm, actions.submit_filing,
        title=_("报送备案"),
        done=_("已报送，等县级人大常委会回执。"),
        lead=_("附公告和计票报告单；票决结果和原始票数由系统附上。"),
        facts=facts,
        back_url=url_of(place, year, "filing"),
        initial={"number": before.number, "text": before.text} if before else None,
    )  # fmt: skip


@require_safe
@year_page(permissions.can_read_filing)
def filing_file(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """下载备案附件, in the town."""
    found = read.filing_of(year)
    return attachment(found, key)


def attachment(found: ResultFiling | None, key: str) -> HttpResponse:
    rows = read.attachments_of(found) if found is not None else []
    one = next((each for each in rows if each.public_id == key), None)
    if one is None:
        raise Http404(key)
    return sent(one.file, inline=False)


@dataclass(frozen=True)
class ReceivedPage:
    """收到的备案。"""

    page: Page
    place: Jurisdiction
    listing: Any
    rows: list[tuple[ResultFiling, str]]
    towns: list[pages.TownRow]
    states: list[tuple[str, str]]
    filters: pages.Filters
    print_address: str


def received_context(
    request: HttpRequest, place: Jurisdiction, *, everything: bool = False
) -> ReceivedPage:
    """The list as the address narrows and sorts it; whole for print."""
    filters = pages.Filters.read(request.GET)
    found = pages.narrowed(place, filters)
    listing = paged(request, found)
    waiting = read.received_by(place).filter(state__in=pages.WAITING).count()
    shown = found if everything else listing
    return ReceivedPage(
        page=Page(
            title=_("收到的备案：%(n)d 件等办理") % {"n": waiting},
            lead=_("乡镇民生实事项目的票决结果；备案不是批准"),
            crumbs=(Crumb(_("收到的备案")),),
            window_title=_("收到的备案"),
        ),
        place=place,
        listing=listing,
        rows=[(one, pages.badge_of(one)) for one in shown],
        towns=pages.towns_of(place),
        states=[(code, str(word)) for code, word in ResultFiling.STATES if code != "draft"],
        filters=filters,
        print_address=request.build_absolute_uri(request.path),
    )


@require_safe
@place_page(permissions.can_read_received)
def received_filings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """收到的备案: search, state and order in the address; towns that have not filed are named too."""
    context = vars(received_context(request, place))
    return render(request, "projects/voting/received_filings.html", context)


@require_safe
@place_page(permissions.can_read_received)
def received_filings_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印收到的备案."""
    context = vars(received_context(request, place, everything=True))
    return render(request, "projects/voting/received_filings_print.html", context)


@require_safe
@place_page(permissions.can_read_received)
def received_filings_export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出收到的备案, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    sheet = pages.received_sheet(pages.narrowed(place, pages.Filters.read(request.GET)))
    return table_response(sheet, form, place.name)


def received_or_404(place: Jurisdiction, key: str) -> ResultFiling:
    """A filing that was sent to this county."""
    found = read.received_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@require_safe
@place_page(permissions.can_read_received)
def received_filing(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件收到的备案."""
    found = received_or_404(place, key)
    context = FilingPage(
        page=Page(
            title=found.title,
            lead=found.jurisdiction.name,
            crumbs=(
                Crumb(_("收到的备案"), reverse("projects:received_filings", args=[place.code])),
                Crumb(found.jurisdiction.name),
            ),
        ),
        place=place,
        filing=found,
        badge=pages.badge_of(found),
        word=str(found.get_state_display()),
        facts=pages.facts_of(found.project_year, found),
        steps=pages.steps_of(found),
        attachments=[
            (one, reverse("projects:received_file", args=[place.code, key, one.public_id]))
            for one in read.attachments_of(found)
        ],
        acts=pages.county_acts(actor_of(request), place, found),
        content=found.content,
        refusal="",
    )
    return render(request, "projects/voting/filing.html", vars(context))


@require_safe
@place_page(permissions.can_read_received)
def received_file(
    request: HttpRequest, place: Jurisdiction, key: str, file_key: str
) -> HttpResponse:
    """下载备案附件, in the county."""
    return attachment(received_or_404(place, key), file_key)


def county_act(
    request: HttpRequest,
    place: Jurisdiction,
    key: str,
    form_class: Any,
    run: Any,
    *,
    title: str,
    done: str,
    lead: str = "",
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """One act of the county on a filing, then back to it."""
    found = received_or_404(place, key)
    back = reverse("projects:received_filing", args=[place.code, key])
    listed = Crumb(_("收到的备案"), reverse("projects:received_filings", args=[place.code]))
    trail = (listed, Crumb(found.jurisdiction.name, back), Crumb(title))
    page = ActPage(title, title, back, trail, lead=lead or found.title, done=done)
    return form_act(
        request, place, page, form_class, partial(run, actor_of(request), place, found),
        initial=initial,
    )  # fmt: skip


@place_page(permissions.can_receive)
def acknowledge_filing(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """回执。"""
    return county_act(
        request, place, key, PlaceForm, actions.acknowledge_filing,
        title=_("回执"), done=_("已回执，乡镇看得到。"),
    )  # fmt: skip


@place_page(permissions.can_receive)
def return_filing(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """退回补正。"""
    return county_act(
        request, place, key, forms.ReturnForm, actions.return_filing,
        title=_("退回补正"), done=_("已退回，乡镇补正以后再报。"),
        lead=_("退回是要材料，不是改变票决结果。"),
    )  # fmt: skip


@place_page(permissions.can_receive)
def file_result(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """备案。"""
    year = institutions.today().year
    return county_act(
        request, place, key, forms.FileForm, actions.file_result,
        title=_("备案"), done=_("已备案。"), initial={"number": f"备〔{year}〕号"},
    )  # fmt: skip

"""规则簿: what is in force, the list of versions, one version with all its sections, the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import actor_of, place_page
from oversight.rulebooks import permissions, queries
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.pages import sheets, version_page
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.views.shared import version_or_404
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Page

ORDERS = {"from": "valid_from", "number": "number", "drafted": "drafted_at"}


@dataclass(frozen=True)
class VersionRow:
    """一版的一行."""

    version: Rulebook
    badge: str
    state: str


@dataclass(frozen=True)
class ListPage:
    """规则簿清单页."""

    page: Page
    place: Jurisdiction
    now: InForce
    now_url: str
    now_since: str
    changed: int
    coming: Rulebook | None
    draft: Rulebook | None
    listing: PaginatorPage[Any]
    rows: list[VersionRow]
    q: str
    state: str
    states: list[tuple[str, Any]]
    filtered: bool
    may_draft: bool


def narrowed(request: HttpRequest, place: Jurisdiction) -> Any:
    """The versions as the address asks for them."""
    rows = queries.versions_of(place)
    state, q = word(request, "state", dict(Rulebook.STATES)), search_text(word(request, "q"))
    if state:
        rows = rows.filter(state=state)
    if q:
        found = (
            Q(paper_number__icontains=q) | Q(note__icontains=q) | Q(sha256__startswith=q.lower())
        )
        rows = rows.filter(found)
    return sorted_by(request, rows, ORDERS, "-drafted")


@require_safe
@place_page(permissions.can_read_rulebooks)
def rulebooks(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """规则簿清单。"""
    today = institutions.today()
    now, listing = queries.in_force(place, today), paged(request, narrowed(request, place))
    adopted = queries.adopted_versions(place)
    draft, may_draft = queries.draft_of(place), permissions.can_draft(actor_of(request), place)
    context = ListPage(
        page=list_head(place, now, may_draft and draft is None),
        place=place,
        now=now,
        now_url=version_page.url_of(place, now),
        now_since=formats.day(now.version.valid_from) if now.version else "",
        changed=version_page.changes_from_template(now),
        coming=adopted.filter(valid_from__gt=today).order_by("valid_from").first(),
        draft=draft,
        listing=listing,
        rows=[VersionRow(one, *version_page.standing_words(one)) for one in listing],
        q=word(request, "q"),
        state=word(request, "state", dict(Rulebook.STATES)),
        states=Rulebook.STATES,
        filtered=bool(word(request, "q") or word(request, "state", dict(Rulebook.STATES))),
        may_draft=may_draft,
    )
    return render(request, "rulebooks/list.html", vars(context))


def list_head(place: Jurisdiction, now: InForce, may_draft: bool) -> Page:
    """Which rules hold today."""
    if now.template:
        title = _("本地还没有通过规则簿，按样本办理")
    else:
        title = _("现行规则簿：%(label)s") % {"label": now.label}
    acts = [
        Act(
            _("下级与参照版的差别"), reverse("rulebooks:deviations", args=[place.code]), "diagram-3"
        )
    ]
    if may_draft:
        if place.parent is not None:
            url = reverse("rulebooks:copy", args=[place.code])
            acts.insert(0, Act(_("参照上级起草"), url, "journal-plus"))
        url = reverse("rulebooks:new", args=[place.code])
        acts.insert(0, Act(_("起草规则簿"), url, "plus-lg", True))
    return Page(
        title=title,
        lead=_("期限、方式、对象、字号和判断参数都从规则簿来；每个决定记下当时的一版"),
        crumbs=(Crumb(_("规则簿")),),
        window_title=_("规则簿"),
        acts=tuple(acts),
    )


@require_safe
@place_page(permissions.can_read_rulebooks)
def export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出清单, as the address asks for it."""
    if form not in FORMS:
        raise Http404(form)
    sheet = sheets.versions_sheet(narrowed(request, place))
    return table_response(sheet, form, f"{place.code}-rulebooks")


@require_safe
@place_page(permissions.can_read_rulebooks)
def version(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一版规则簿。"""
    found, actor = version_or_404(place, key), actor_of(request)
    may_draft = permissions.can_draft(actor, place)
    may_adopt = permissions.can_record_adoption(actor, place)
    draft = version_page.draft_of(place, found)
    as_read = queries.of_version(found)
    context = {
        "page": version_page.version_head(place, found),
        "adopted_at": version_page.adopted_at(found) if found.adopted else "",
        "place": place,
        "version": found,
        "found": as_read,
        "sections": version_page.section_views(place, as_read, draft, may_draft),
        "step": version_page.next_step(place, found, may_draft, may_adopt),
        "badge": version_page.standing_words(found),
        "copied": copied_from(found),
        "entries": history(actor, place, found),
        "may_end": may_adopt and found.state == "in_force",
        "acts": version_acts(place, found.public_id),
        **folding(request),
    }
    return render(request, "rulebooks/version.html", context)


def copied_from(version: Rulebook) -> InForce | None:
    """The version of the place above that was copied."""
    if not version.copied_from:
        return None
    try:
        return queries.at(version.copied_from)
    except queries.UnknownReference:
        return None


def folding(request: HttpRequest) -> dict[str, Any]:
    """Sections stand folded, with what differs from the template; ``?open=1`` unfolds them all."""
    changes = f":{version_page.CHANGES_SHOWN}"
    return {"unfolded": request.GET.get("open") == "1", "shown": changes}


def version_acts(place: Jurisdiction, key: str) -> list[Act]:
    """What may be read beside a version."""
    keys = [place.code, key]
    return [
        Act(_("与别的版对照"), reverse("rulebooks:compare", args=keys), "table"),
        Act(
            _("下载原文，数据文件（JSON）"),
            reverse("rulebooks:canonical", args=keys),
            "download",
            download=True,
        ),
    ]


@require_safe
@place_page(permissions.can_read_rulebooks)
def template(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """随系统提供的样本。"""
    found = queries.of_template(place)
    context = {
        "page": Page(
            title=_("样本：没有通过规则簿时按它办理"),
            lead=_("随系统提供，依据法律和公开的做法；通过一版以后就不再适用"),
            crumbs=version_page.crumbs(place, Crumb(pgettext("rulebook", "样本"))),
            window_title=_("规则簿样本"),
        ),
        "place": place,
        "version": None,
        "found": found,
        "sections": version_page.section_views(place, found, None, False),
        "acts": version_acts(place, "template"),
        **folding(request),
    }
    return render(request, "rulebooks/version.html", context)


@require_safe
@place_page(permissions.can_read_rulebooks)
def canonical(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """原文: the canonical JSON, whose SHA-256 is the check value."""
    if key == "template":
        text, name = sheets.template_text(), "template"
    else:
        found = version_or_404(place, key)
        text, name = found.content, f"{place.code}-{found.public_id}"
    answer = HttpResponse(text.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer

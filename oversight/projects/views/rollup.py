"""各镇汇总的页面: the county's table over published roll-ups; a town puts its own forward."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.web import place_page
from oversight.projects import permissions
from oversight.projects.actions.rollup import propose_rollup as propose
from oversight.projects.forms import voting as forms
from oversight.projects.models import ProjectYear
from oversight.projects.pages import rollup as pages
from oversight.projects.publishing_rollup import ROLLUP, rollup_key
from oversight.projects.queries import rollup as read
from oversight.projects.rules import rollup as rules
from oversight.projects.views.year_pages import year_act, year_page
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.ui.page import Act, Page


@dataclass(frozen=True)
class TownsPage:
    """一年的各镇汇总。"""

    page: Page
    place: Jurisdiction
    year: int
    years: list[tuple[str, str]]
    rows: list[pages.TownRow]
    sums: rules.Sum
    budget_words: str
    spent_words: str
    needs: tuple[rules.Need, ...]
    twice: tuple[rules.Alike, ...]
    late: list[rules.Line]
    sort: str
    print_address: str


def context_of(request: HttpRequest, place: Jurisdiction) -> TownsPage:
    """The year of the address, by default the newest of which a town has published chosen projects."""
    towns = read.towns_below(place)
    years = read.years_published(towns)
    asked = request.GET.get("year", "")
    wanted = asked.isdigit() and len(asked) == 4
    year = int(asked) if wanted else read.year_to_show(place, years) or this_year()
    found = read.rollups_of(place, year)
    rows = pages.rows_of(place, found)
    lines = [line for one in found for line in one.lines]
    sums = rules.total(row.content for row in rows if row.published)
    sort = request.GET.get("sort", "place")
    base = reverse("projects:towns", args=[place.code])
    return TownsPage(
        page=Page(
            title=pages.headline(rows, sums),
            lead=_("%(year)d年　只读各镇已经公开的汇总") % {"year": year},
            window_title=_("各镇民生实事"),
            acts=(
                Act(_("导出"), f"{base}export.xlsx?year={year}", "download", download=True),
                Act(_("打印"), f"{base}print/?year={year}", "printer"),
            ),
        ),
        place=place,
        year=year,
        years=[(str(one), str(one)) for one in sorted({*years, year}, reverse=True)],
        rows=pages.ordered(rows, sort),
        sums=sums,
        budget_words=pages.money(sums.budget_yuan),
        spent_words=pages.money(sums.spent_yuan),
        needs=rules.same_needs(lines),
        twice=rules.counted_twice(read.own_lines(place, year), lines),
        late=sorted((line for line in lines if line.late_days), key=lambda one: -one.late_days),
        sort=sort,
        print_address=request.build_absolute_uri(base),
    )


def this_year() -> int:
    return institutions.today().year


@require_safe
@place_page(permissions.can_see_towns)
def towns(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """各镇汇总: stage, colours, money, late and carried-over projects of every town."""
    return render(request, "projects/rollup/towns.html", vars(context_of(request, place)))


@require_safe
@place_page(permissions.can_see_towns)
def towns_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印各镇汇总。"""
    return render(request, "projects/rollup/towns_print.html", vars(context_of(request, place)))


@require_safe
@place_page(permissions.can_see_towns)
def towns_export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出各镇汇总。"""
    if form not in FORMS:
        raise Http404(form)
    found = context_of(request, place)
    return table_response(pages.sheet_of(found.rows, found.year), form)


@year_page(permissions.can_publish)
def propose_rollup(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """拟公开汇总。"""
    before = publications.published_under(place, ROLLUP, rollup_key(year))
    facts = []
    if before is not None:
        values = {
            "number": before.version,
            "day": formats.day(timezone.localtime(before.published_at).date()),
        }
        facts = [(_("上一版"), _("第 %(number)d 版，%(day)s公开；写明更新了什么") % values)]
    return year_act(
        request, place, year, forms.NoteForm, propose,
        title=_("拟公开本年汇总"),
        done=_("已提交，由另一人审核公开。公开以后，县级人大和任何人都看得到。"),
        lead=_("汇总写阶段、颜色、资金、迟和结转的项目，不写人名。"),
        facts=facts,
        then=lambda made: reverse("publications:review", args=[place.code, made.public_id]),
    )  # fmt: skip

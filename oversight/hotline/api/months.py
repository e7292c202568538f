"""月份的接口: months, the analysis, versions and their comparison, the report as DOCX."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from hotline_analytics.tickets import format_month

from oversight.hotline import analyses, permissions, queries, queries_months, questions
from oversight.hotline.api import schemas as s
from oversight.hotline.api.access import Short, month_of
from oversight.hotline.api.routing import router
from oversight.hotline.models import MonthFreeze
from oversight.hotline.pages import month_acts
from oversight.hotline.pages.remembered import remember
from oversight.hotline.pages.version_page import same
from oversight.hotline.questions import Question
from oversight.hotline.views.reports import report_file
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

HEAD = ("month", "window", "by", "as_of", "snapshot")


def readable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose analysis the token may read."""
    return place_for(request, code, permissions.can_read_hotline)


@router.get("/{slug:place}/months", response=list[s.MonthOut])
def list_months(request: HttpRequest, place: str) -> Any:
    """有数据的月份, newest first."""
    found = readable(request, place)
    summaries = month_acts.summaries(found)
    return [
        {
            "month": format_month(line.month),
            "tickets": line.tickets,
            "versions": [freeze.version for freeze in line.freezes],
            "summary": summaries.get(format_month(line.month), ""),
        }
        for line in queries_months.months_of(found)
    ]


@router.get("/{slug:place}/months/{month}/analysis", response=s.Analysis, exclude_unset=True)
def analysis(
    request: HttpRequest,
    place: str,
    month: str,
    by: Literal["unit", "category"] = "unit",
    window: Literal["month", "ytd"] = "month",
    kinds: Short = "all",
    source: Short = "",
    version: int | None = None,
) -> Any:
    """月度分析, the JSON of ``jiannuo hotline monthly``.

    A frozen month by its newest freeze or ``version``; any other as counted last (``as_of``). ``kinds``:
    kinds separated by commas, or all; ``source``: one source, all without it.
    """
    found = readable(request, place)
    sources = frozenset({source}) if source else None
    question = Question(month_of(month), by, window, questions.read_kinds(kinds), sources)
    analyses.check_sources(found, question)
    number = version if version is None or 0 < version < 100_000 else 99_999
    return answer(found, question, number)


@router.get("/{slug:place}/months/{month}/units/{slug:unit}", response=s.UnitMonth)
def unit_month(
    request: HttpRequest,
    place: str,
    month: str,
    unit: str,
    window: Literal["month", "ytd"] = "month",
    kinds: Short = "all",
    version: int | None = None,
) -> Any:
    """一个单位一个月的数字: its row of the analysis; a liaison or unit head reads the own unit's only."""
    found = place_for(request, place, permissions.can_read_some_unit)
    wanted = institutions.unit_by_id(found, unit)
    if wanted is None:
        raise Http404(unit)
    actor = actor_of(request)
    if not permissions.can_read_hotline(actor, found) and actor.unit_id != wanted.pk:
        raise PermissionDenied
    question = Question(month_of(month), "unit", window, questions.read_kinds(kinds))
    number = version if version is None or 0 < version < 100_000 else 99_999
    view = queries_months.month_view(found, question, version=number)
    row = next((row for row in view.answer["rows"] if row["name"] == wanted.name), None)
    head = {name: view.answer[name] for name in ("month", "window", "as_of", "snapshot")}
    return {**head, "unit": wanted.public_id, "name": wanted.name, "row": row}


def answer(place: Jurisdiction, question: Question, version: int | None) -> dict[str, Any]:
    """The contract's JSON, with the check value of a month that is not frozen."""
    view = queries_months.month_view(place, question, version=version)
    result = dict(view.answer)
    snapshot = dict(result.pop("snapshot"))
    if snapshot["sha256"] is None:
        snapshot["sha256"], snapshot["tickets"] = check_value(place, question)
    head = {key: snapshot if key == "snapshot" else result.pop(key) for key in HEAD}
    return {**head, **result}


def check_value(place: Jurisdiction, question: Question) -> tuple[str, int]:
    """The hash over the month as the store holds it now; kept while the store does not change."""
    revision = queries.state_of(place).revision
    key = ("fingerprint", place.pk, place.code, revision, question.month, question.sources)
    return remember(key, lambda: analyses.fingerprint(place, question, revision))


def frozen(freeze: MonthFreeze) -> dict[str, Any]:
    """A freeze as the API says it."""
    names = (
        "version", "format", "sha256", "tickets", "sources", "frozen_at", "frozen_by", "rule",
        "parameters_sha256", "rulebook", "rulebook_sha256",
    )  # fmt: skip
    return {"month": format_month(freeze.month), **{name: getattr(freeze, name) for name in names}}


@router.get("/{slug:place}/months/{month}/freezes", response=list[s.FreezeOut])
def list_freezes(request: HttpRequest, place: str, month: str) -> Any:
    """一个月的各版, newest first."""
    found = readable(request, place)
    return [frozen(freeze) for freeze in queries.freezes_of(found, month_of(month))]


@router.get("/{slug:place}/months/{month}/compare", response=s.Comparison)
def compare(
    request: HttpRequest,
    place: str,
    month: str,
    first: int,
    second: int,
    by: Literal["unit", "category"] = "unit",
) -> Any:
    """两版比较: the groups whose figures differ."""
    found = readable(request, place)
    question = Question(month_of(month), by)
    before, after = (rows_of(found, question, number) for number in (first, second))
    names = list({**after, **before})
    changes = [
        {"name": name, "before": before.get(name), "after": after.get(name)}
        for name in names
        if not same(before.get(name), after.get(name))
    ]
    unchanged = len(names) - len(changes)
    return {
        "month": month,
        "first": first,
        "second": second,
        "unchanged": unchanged,
        "changes": changes,
    }


def rows_of(place: Jurisdiction, question: Question, version: int) -> dict[str | None, Any]:
    """The rows of one version by name."""
    number = version if 0 < version < 100_000 else 99_999
    view = queries_months.month_view(place, question, version=number)
    return {row["name"]: row for row in view.answer["rows"]}


@router.get("/{slug:place}/months/{month}/report.docx", response={200: None})
def report(request: HttpRequest, place: str, month: str) -> HttpResponse:
    """月度报告 (DOCX)。"""
    return report_file(readable(request, place), month_of(month))

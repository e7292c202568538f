"""会前、听取、会后的内容: reports with late marks, findings with answers, hearings with counts, what a closing rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries_hearing
from oversight.cases.models import (
    CaseFigures,
    CaseHearing,
    ResearchFinding,
    ReviewOpinions,
    UnitReport,
)
from oversight.cases.pages.course import Course
from oversight.cases.publishing import WHATS, key_of
from oversight.cases.rules import closing
from oversight.institutions.models import Jurisdiction
from oversight.publications import queries as publications
from oversight.ui import formats
from oversight.voting.announcing import left_of


def vote_words() -> dict[str, str]:
    """The columns of a count in words."""
    return {
        "yes": _("赞成"),
        "no": _("反对"),
        "abstain": _("弃权"),
        "satisfied": _("满意"),
        "basically_satisfied": _("基本满意"),
        "dissatisfied": _("不满意"),
        "unknown": _("不了解"),
        "silent": _("未按或未填"),
    }


@dataclass(frozen=True)
class ReportRow:
    """一稿报告: its badge, words on time, where its file is."""

    report: UnitReport
    badge: str
    when: str
    url: str


def report_rows(course: Course, actor: Actor) -> list[ReportRow]:
    """The versions, newest first; what the unit has only drafted only the unit sees."""
    own = permissions.speaks_for(actor, course.case)
    rows = [one for one in queries_hearing.reports_of(course.case) if own or one.state != "drafted"]
    return [report_row(course, one) for one in reversed(rows)]


def report_row(course: Course, one: UnitReport) -> ReportRow:
    badges = {"drafted": "running", "submitted": "issued", "returned": "returned"}
    badge = "late" if one.late_days and one.state == "submitted" else badges[one.state]
    url = ""
    if one.file is not None:
        keys = [course.place.code, course.case.public_id, one.public_id]
        url = reverse("cases:report_file", args=keys)
    return ReportRow(one, badge, when_words(one), url)


def when_words(one: UnitReport) -> str:
    """8月20日收到，期限8月18日，晚 2 天."""
    if one.received_on is None:
        return _("还没有报送")
    day = formats.day(one.received_on)
    if one.due is None:
        return _("%(day)s收到") % {"day": day}
    values = {"day": day, "due": formats.day(one.due), "late": one.late_days}
    if one.late_days:
        return _("%(day)s收到，期限%(due)s，晚 %(late)d 天") % values
    return _("%(day)s收到，期限%(due)s，按期") % values


@dataclass(frozen=True)
class FindingRow:
    """一条发现 with the address of its answer form, where the reader may answer."""

    finding: ResearchFinding
    badge: str
    words: str
    answer_url: str


def finding_rows(course: Course, actor: Actor) -> list[FindingRow]:
    """All findings for the office; for the unit those that it was sent."""
    reads = permissions.can_read(actor, course.place)
    may = course.verdict("answer_finding").allowed and permissions.speaks_for(actor, course.case)
    may = may and permissions.can_draft_report(actor, course.place)
    found = []
    for one in queries_hearing.findings_of(course.case):
        if not reads and one.sent_at is None:
            continue
        url = ""
        if may and one.sent_at and not one.answer:
            keys = [course.place.code, course.case.public_id]
            url = f"{reverse('cases:answer_finding', args=keys)}?finding={one.public_id}"
        found.append(FindingRow(one, *finding_state(one), url))
    return found


def finding_state(one: ResearchFinding) -> tuple[str, str]:
    """Badge and word."""
    if one.answer:
        return "verified", _("已回应")
    return ("waiting", _("等单位回应")) if one.sent_at else ("new", _("还没有交单位"))


@dataclass(frozen=True)
class HearingRow:
    """一次听取: badge, counts as heads and rows, and where meeting, item and vote are."""

    hearing: CaseHearing
    badge: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[tuple[str, str]]
    meeting_url: str
    item_url: str
    poll_url: str
    questions_url: str


def hearing_rows(course: Course) -> list[HearingRow]:
    """The hearings, newest first, those taken off an agenda too."""
    return [hearing_row(course.place, one) for one in reversed(list(course.case.hearings.all()))]


def hearing_row(place: Jurisdiction, one: CaseHearing) -> HearingRow:
    badges = {"placed": "waiting", "passed": "passed", "failed": "failed", "dropped": "returned"}
    heads, rows = count_words(one.figures)
    return HearingRow(
        one,
        badges[one.state],
        heads,
        rows,
        meeting_url=address("meetings:meeting", place.code, one.meeting_id),
        item_url=address("meetings:item", place.code, one.meeting_id, one.item_id),
        poll_url=address("voting:poll", place.code, one.poll_id) if one.poll_id else "",
        questions_url=address("meetings:questions", place.code, one.item_id),
    )


def address(name: str, *keys: str) -> str:
    """The address of a page of another app; "" where that page is not installed."""
    try:
        return reverse(name, args=keys)
    except NoReverseMatch:
        return ""


def count_words(figures: dict[str, Any]) -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """应到、实到、发出…, and each row of the count in words."""
    names = {
        "base": _("应到"),
        "present": _("实到"),
        "issued": _("发出"),
        "returned": _("收回"),
        "valid": _("有效"),
        "invalid": _("无效"),
    }
    heads = [(word, figures[name]) for name, word in names.items() if figures.get(name) is not None]
    words, left = vote_words(), left_words(figures)
    rows = []
    for row in figures.get("rows", ()):
        parts = [f"{word} {row[name]}" for name, word in words.items() if name in row]
        rows.append((str(row["name"]), "，".join(parts) + left.get(row["name"], "")))
    return heads, rows


def left_words(figures: dict[str, Any]) -> dict[str, str]:
    """Of every option from which somebody recused: how many, why, the base; published or as on the sheet."""
    rows = figures.get("recused") or [asdict(one) for one in left_of(figures)]
    text = _("；回避 %(count)d 人（%(why)s），不计入基数，基数 %(base)d 人")
    return {one["option"]: text % one for one in rows}


@dataclass(frozen=True)
class OpinionRow:
    """一条审议意见 and what was found of it."""

    number: int
    text: str
    badge: str
    words: str


def opinion_rows(found: ReviewOpinions | None) -> list[OpinionRow]:
    """The opinions in order, each with its outcome once verified."""
    if found is None:
        return []
    words = dict(ReviewOpinions.OUTCOMES)
    badges = {"done": "verified", "partly": "continuing", "not_done": "failed"}
    outcomes = found.outcomes or [""] * len(found.items)
    return [
        OpinionRow(
            number,
            text,
            badges.get(outcome, "running"),
            str(words.get(outcome, _("待核实") if found.state == "replied" else _("办理中"))),
        )
        for number, (text, outcome) in enumerate(zip(found.items, outcomes, strict=True), 1)
    ]


@dataclass(frozen=True)
class CheckRow:
    """结案所据的一项."""

    holds: bool
    text: str
    basis: str


def check_rows(course: Course) -> list[CheckRow]:
    """What a closing on the merits needs, and whether it lies before."""
    found = closing.checks(queries_hearing.closing_facts(course.case))
    return [
        CheckRow(one.holds, _(one.text) % dict(one.values), _(one.basis) if one.basis else "")
        for one in found
    ]


@dataclass(frozen=True)
class MonthRow:
    """听取以后的一个月."""

    month: str
    seen: int
    expected: str
    bounds: str
    words: str


def month_rows(taking: CaseFigures | None) -> list[MonthRow]:
    """The months of the newest taking, each against its range."""
    return [month_row(row) for row in taking.rows] if taking is not None else []


def month_row(row: dict[str, Any]) -> MonthRow:
    month = formats.short_month(row["month"])
    if row["low"] is None:
        return MonthRow(month, row["seen"], "", "", _("没有足够的历史，不比较"))
    words = _("在范围内")
    if row["seen"] > row["high"]:
        words = _("高于范围")
    elif row["seen"] < row["low"]:
        words = _("低于范围")
    values = {"low": formats.figure(round(row["low"])), "high": formats.figure(round(row["high"]))}
    bounds = _("%(low)s 至 %(high)s") % values
    return MonthRow(month, row["seen"], formats.figure(round(row["expected"])), bounds, words)


@dataclass(frozen=True)
class PublicRow:
    """一项公开: what, whether it waits or is public, where."""

    label: str
    badge: str
    words: str
    url: str


def public_rows(course: Course) -> list[PublicRow]:
    """Report, result, opinions and follow-up, as far as they are public."""
    if not course.hearings:
        return []
    place, case, found = course.place, course.case, []
    for what in WHATS.values():
        key = key_of(case, what)
        public = publications.published_under(place, what.kind, key)
        if public is not None:
            keys = [place.code, public.publication.public_id]
            url = reverse("publications:publication", args=keys)
            found.append(PublicRow(str(what.label), "public", _("已公开"), url))
        elif (waiting := publications.proposal_for(place, what.kind, key)) is not None:
            url = reverse("publications:review", args=[place.code, waiting.public_id])
            found.append(PublicRow(str(what.label), "waiting", _("待审核"), url))
        else:
            found.append(PublicRow(str(what.label), "new", _("没有公开"), ""))
    return found

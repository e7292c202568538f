"""卷宗: what the case page shows under its chain – papers with their track, decisions, evidence, record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import origins, permissions, queries
from oversight.cases.models import Case, CaseDecision
from oversight.cases.pages.course import Course
from oversight.documents import queries as documents
from oversight.institutions.views.history import history
from oversight.ui import formats
from oversight.ui.page import Entry, Track


@dataclass(frozen=True)
class EvidenceRow:
    """一份证据: what it says, where it opens, what stands under it."""

    icon: str
    text: str
    url: str = ""
    figure: str = ""
    after: str = ""
    note: str = ""
    grade: str = ""


@dataclass(frozen=True)
class PaperRow:
    """一件公文 with its track."""

    paper: Any
    track: Track
    url: str
    on: date | None


def paper_rows(course: Course, actor: Actor) -> list[PaperRow]:
    """The papers of the case that the reader may see, oldest first."""
    place = course.place
    rows = documents.papers_about(place, "case", course.case.public_id)
    if permissions.can_read(actor, place):
        seen = documents.papers_seen_by(actor, place).values("pk")
        page = "documents:paper"
    else:
        seen = documents.issued_to(actor, place).values("pk")
        page = "documents:received_paper"
    found = documents.tracks(place, rows.filter(pk__in=seen))
    return [
        PaperRow(
            paper,
            track,
            reverse(page, args=[place.code, paper.public_id]),
            paper.signed_on or paper.drafted_at,
        )
        for paper, track in found
    ]


def evidence_rows(
    course: Course, office_reader: bool, opens_tickets: bool = True
) -> list[EvidenceRow]:
    """The figures of the origin, each opening its records; for the office what was added to the file.

    opens_tickets  whether this office reader may read tickets: a member reads the figures alone
    """
    case = course.case
    found = (
        finding_rows(course, office_reader, opens_tickets)
        if case.origin == "hotline_finding"
        else [origin_row(case)]
    )
    if not office_reader:
        return found
    return found + [added_row(course, one) for one in queries.evidence_of(case)]


def origin_row(case: Case) -> EvidenceRow:
    """What another origin says in its own words, its other facts under it."""
    facts = [(str(label), str(text)) for label, text in origins.words(case)]
    text = str(case.origin_facts.get("text", ""))
    note = " · ".join(f"{label} {value}" for label, value in facts if value != text)
    return EvidenceRow("journal-text", text, note=note)


def added_row(course: Course, one: Any) -> EvidenceRow:
    """Something that was put to the file."""
    icon = {"visit": "geo-alt", "statement": "chat-left-text", "figure": "bar-chart"}
    url = ""
    if one.file is not None:
        url = reverse("files:file", args=[course.place.code, one.file.public_id])
    parts = [str(one.get_kind_display()), formats.short_day(one.on), one.added_by, one.note]
    return EvidenceRow(
        icon.get(one.kind, "paperclip"),
        "" if url else one.title,
        url,
        one.title if url else "",
        note=" · ".join(part for part in parts if part),
    )


def finding_rows(
    course: Course, office_reader: bool, opens_tickets: bool = True
) -> list[EvidenceRow]:
    """What the frozen month says: counts, categories, flows, comparison, notes."""
    facts = course.case.origin_facts
    rows = [counts_row(course, facts, office_reader and opens_tickets)]
    if facts.get("categories"):
        rows.append(categories_row(course, facts, office_reader and opens_tickets))
    if facts.get("flows"):
        rows.append(
            EvidenceRow("arrow-down-up", facts["flows"][0], note=" ".join(facts["flows"][1:]))
        )
    if office_reader and facts.get("comparison", {}).get("units"):
        rows.append(comparison_row(course, facts, office_reader))
    if notes := list(facts.get("notes", ())):
        rows.append(EvidenceRow("info-circle", notes[0], note=" ".join(notes[1:])))
    return rows


def tickets_url(course: Course, facts: Mapping[str, Any], **narrow: str) -> str:
    """The tickets behind a figure, as they stood at the freeze."""
    from urllib.parse import urlencode

    keys = {"place": course.place.code, "month": facts["month"]}
    asked = {"version": str(facts["version"]), "unit": facts["unit_name"], **narrow}
    return f"{reverse('hotline:tickets', kwargs=keys)}?{urlencode(asked)}"


def counts_row(course: Course, facts: Mapping[str, Any], office_reader: bool) -> EvidenceRow:
    """6月受理 1,486 件，环比 +45.5%，同比 +53.5%."""
    month = formats.short_month(facts["month"])
    changes = [
        _("环比 %(change)s") % {"change": change_words(facts, "mom", "previous")},
        _("同比 %(change)s") % {"change": change_words(facts, "yoy", "last_year")},
    ]
    bounds = facts.get("range")
    notes = []
    if bounds:
        text = _("本单位正常波动范围 %(low)s 至 %(high)s 件")
        low, high = formats.figure(bounds["low"]), formats.figure(bounds["high"])
        notes.append(text % {"low": low, "high": high})
    snapshot = _("快照第 %(version)d 版 %(check)s")
    check = f"{facts['sha256'][:4]}…{facts['sha256'][-4:]}"
    notes.append(snapshot % {"version": facts["version"], "check": check})
    return EvidenceRow(
        "bar-chart",
        _("%(month)s受理") % {"month": month},
        tickets_url(course, facts) if office_reader else "",
        formats.count(facts["count"], _("件")),
        "，" + "，".join(changes),
        " · ".join(notes),
        facts.get("grade") or "",
    )


def change_words(facts: Mapping[str, Any], name: str, base: str) -> str:
    """+45.5%, or why there is none; never 100 % of nothing."""
    if facts.get(name) is not None:
        return formats.signed(facts[name])
    return _("无法计算（基数为 0）") if facts.get(base) == 0 else _("无法计算（没有基数）")


def categories_row(course: Course, facts: Mapping[str, Any], office_reader: bool) -> EvidenceRow:
    """The largest category, the others under it."""
    first, *others = facts["categories"]
    note = "；".join(f"{one['name']} {formats.count(one['count'], _('件'))}" for one in others)
    narrow = {"category": first["key"]} if first["key"] else {"no_category": "1"}
    return EvidenceRow(
        "list-ol",
        _("最多的是“%(name)s”") % {"name": first["name"]},
        tickets_url(course, facts, **narrow) if office_reader else "",
        formats.count(first["count"], _("件")),
        note=note,
    )


def comparison_row(course: Course, facts: Mapping[str, Any], office_reader: bool) -> EvidenceRow:
    """对照：未入选的 4 个同类单位同期 +1.8%."""
    total = facts["comparison"]["total"]
    url = reverse("cases:comparison", args=[course.place.code, course.case.public_id])
    units = _("未入选的 %(units)d 个同类单位") % {"units": total["units"]}
    changes = _("环比 %(mom)s，同比 %(yoy)s") % {
        "mom": formats.signed(total["mom"]),
        "yoy": formats.signed(total["yoy"]),
    }
    text = _("检验 %(tested)d 个单位，双升 %(seen)d 个，全凭偶然预计约 %(chance)d 个") % {
        "tested": facts["units_tested"],
        "seen": facts["double_rises"],
        "chance": round(facts["expected_by_chance"]),
    }
    return EvidenceRow(
        "people", _("对照："), url if office_reader else "", units, f" {changes}", text
    )


def record(course: Course, actor: Actor) -> list[Entry]:
    """The newest acts on the case and all that belongs to it."""
    case: Case = course.case
    papers = [row.paper for row in paper_rows(course, actor)]
    names = {paper.public_id: paper.number or paper.title for paper in papers}
    subjects: Sequence[Any] = [
        case,
        *case.opinions.all(),
        *course.decisions,
        *case.notices.all(),
        *case.evidence.all(),
        *case.hearings.all(),
        *case.unit_reports.all(),
        *case.findings.all(),
        *case.review_opinions.all(),
        *case.return_calls.all(),
        *case.later_figures.all(),
        *case.closings.all(),
        *papers,
    ]
    return history(
        actor,
        course.place,
        *subjects,
        called=lambda one: names.get(getattr(one, "public_id", ""), ""),
    )


@dataclass(frozen=True)
class DecisionRow:
    """一份决定 as the page shows it."""

    decision: CaseDecision
    badge: str
    replay_url: str
    filing_url: str


def decision_rows(course: Course, actor: Actor) -> list[DecisionRow]:
    """The decisions, newest first, each with its replay and its report up."""
    badges = {"recorded": "waiting", "confirmed": "passed", "refused": "returned"}
    keys = [course.place.code, course.case.public_id]
    reads_filings = permissions.can_record_decision(actor, course.place)
    return [
        DecisionRow(
            one,
            badges[one.state],
            reverse("cases:replay", args=[*keys, one.public_id]),
            filing_url(course, one) if reads_filings else "",
        )
        for one in reversed(course.decisions)
    ]


def filing_url(course: Course, one: CaseDecision) -> str:
    """The report up, where it was drafted."""
    if not one.filing_id:
        return ""
    return reverse("filings:filing", args=[course.place.code, one.filing_id])

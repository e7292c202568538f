"""一个项目给公众看的: promised, done, late with the reason, who is responsible, what was reported and seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.projects.models import LivelihoodProject, ProjectChange, RatedProject
from oversight.projects.pages.works import WorkRow
from oversight.projects.publishing_building import GRADE_WORDS, RATING
from oversight.projects.queries import supervising
from oversight.projects.queries.rating import ratings_about
from oversight.publications import queries as publications
from oversight.ui import formats


@dataclass(frozen=True)
class Line:
    """进展的一条: day, icon, words."""

    on: Any
    icon: str
    text: str
    note: str = ""


def public_title(row: WorkRow) -> str:
    """What the page says first: name, and whether it is done, late, or on its way."""
    values = {"title": row.project.title}
    if row.group == "done":
        return _("%(title)s，\n核实办成。") % values
    if row.group == "to_verify":
        return _("%(title)s，\n自报完成，等代表核实。") % values
    if row.project.state == "terminated":
        return _("%(title)s，\n经大会决定终止。") % values
    if row.project.state == "suspended":
        return _("%(title)s，\n经大会决定暂停。") % values
    if row.late_days:
        return _("%(title)s，\n迟了 %(days)d 天。") % {**values, "days": row.late_days}
    return _("%(title)s，\n完成 %(percent)d%%。") % {**values, "percent": row.percent}


@dataclass(frozen=True)
class Grade:
    """代表测评的一次: year, grade, raw counts, and the published result."""

    year: int
    grade: str
    word: str
    counts: tuple[tuple[str, int], ...]
    withheld: str
    url: str


def grades_of(project: LivelihoodProject) -> list[Grade]:
    """How the deputies rated it, once the result is public; raw counts, not only the grade (procedures §4 e)."""
    place, found = project.jurisdiction, []
    words = dict(RatedProject.GRADES)
    for one in ratings_about(project):
        public = publications.published_under(place, RATING, one.rating.public_id)
        if public is None or public.state != "published":
            continue
        withheld = str(one.counts.get("withheld", ""))
        counts = [] if withheld else [(code, one.counts.get(code)) for code, _word in GRADE_WORDS]
        found.append(
            Grade(
                one.rating.project_year.year,
                one.grade,
                str(words[one.grade]),
                tuple((str(words[code]), n) for code, n in counts if n is not None),
                withheld,
                reverse(
                    "publications:publication", args=[place.code, public.publication.public_id]
                ),
            )
        )
    return found


def lines_of(row: WorkRow) -> list[Line]:
    """进展: reports, verifications, visits and decisions in one order, newest first; no person is named."""
    project = row.project
    found = [report_line(one) for one in row.built.reports]
    for one in project.verifications.all():
        done = one.outcome == "verified"
        word = _("由另一人核实完成") if done else _("由另一人核实，退回继续实施")
        found.append(
            Line(day_of(one.at), "check-circle-fill" if done else "arrow-return-left", word)
        )
    for record in supervising.records_about(project):
        count = len(record.findings.all())
        text = _("%(kind)s，提出 %(n)d 个问题") % {"kind": record.get_kind_display(), "n": count}
        found.append(Line(record.on, "eye", text if count else str(record.get_kind_display())))
    found += [change_line(one) for one in project.changes.all() if one.decided_on]
    for one in project.replacements.filter(state="decided").select_related("project"):
        text = _("名额由“%(title)s”补上") % {"title": one.project.title}
        found.append(Line(one.decided_on, "people-fill", text, one.meeting_name))
    return sorted(found, key=lambda one: one.on, reverse=True)


def change_line(one: ProjectChange) -> Line:
    """What the congress decided on an application."""
    values = {"what": one.get_kind_display(), "state": one.get_state_display()}
    text = _("申请%(what)s：%(state)s") % values
    if one.replaces is not None:
        values |= {"title": one.replaces.title}
        text = _("补“%(title)s”的名额：%(state)s") % values
    return Line(one.decided_on, "people-fill", text, one.meeting_name)


def report_line(one: Any) -> Line:
    """One report in words."""
    values = {"percent": one.percent, "text": one.text}
    if one.kind == "accepted":
        return Line(day_of(one.at), "award", _("通过验收"), one.certificate)
    if one.kind == "done":
        return Line(day_of(one.at), "hourglass-split", _("责任单位自报完成"), one.text)
    if one.kind == "unfinished":
        text = _("未完成：%(text)s") % values
        note = ""
        if one.new_due:
            note = _("承办单位说明的新时限 %(day)s") % {"day": formats.day(one.new_due)}
        return Line(day_of(one.at), "exclamation-diamond-fill", text, note)
    return Line(
        day_of(one.at), "circle-half", _("完成 %(percent)d%%：%(text)s") % values, one.late_reason
    )


def day_of(at: Any) -> Any:
    return timezone.localtime(at).date()


def photos_of(row: WorkRow) -> list[Any]:
    """The newest pictures of the reports."""
    return pictures(row)[:6]


def photos_shown(row: WorkRow) -> int:
    """How many pictures the reports have brought."""
    return len(pictures(row))


def pictures(row: WorkRow) -> list[Any]:
    """Every picture of the reports, newest first."""
    return [
        one.file
        for report in reversed(row.built.reports)
        for one in report.evidence.all()
        if one.file.file_kind.inline
    ]


def public_file(project: LivelihoodProject, key: str) -> Any:
    """A picture of a report: what the unit showed is public, other files are not."""
    for report in project.reports.all():
        for one in report.evidence.all():
            if one.file.public_id == key and one.file.file_kind.inline:
                return one.file
    return None

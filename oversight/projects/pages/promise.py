"""今年答应了什么: the public list of a year – promised, verified done, late with the reason, under way, to verify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import boundaries_now
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.public_works import Line, lines_of, photos_shown
from oversight.projects.pages.works import GROUPS, WorkRow, rows_of
from oversight.projects.publishing_building import RATING
from oversight.projects.publishing_rollup import ROLLUP
from oversight.projects.publishing_voting import RESULT_KIND
from oversight.projects.queries import supervising
from oversight.projects.queries.inherited import listed_in
from oversight.projects.queries.rating import announced_rating
from oversight.projects.queries.years import years_of
from oversight.projects.rules.stages import WITH_RESULT
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.page import Act, Stamp

MARKS = {"late": "late", "to_verify": "to_verify", "on_time": "plan_green", "done": "verified",
         "stopped": "stopped"}  # fmt: skip
"""The badge of a group."""
BAR = ("done", "to_verify", "on_time", "late", "stopped")
"""The order of the segments, one a project: what is kept first, what is late last."""
SHOWN = 6
"""So many under way are shown before the way to the rest."""
NEWEST = 6
LOST = "\x00"


@dataclass(frozen=True)
class Group:
    """一组项目: late, to verify, under way, done or stopped."""

    code: str
    word: str
    rows: Sequence[WorkRow]
    cut: int = 0

    @property
    def shown(self) -> Sequence[WorkRow]:
        """Those on the page; the others stand at the address of the group."""
        return self.rows[: self.cut] if self.cut else self.rows

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.shown)

    @property
    def badge(self) -> str:
        return MARKS[self.code]

    @property
    def count_words(self) -> str:
        """核实办成 3, 迟 2."""
        words = {"late": _("迟"), "to_verify": _("待核实"), "on_time": _("按期")}
        return f"{words.get(self.code, self.word)} {len(self.rows)}"


@dataclass(frozen=True)
class Told:
    """迟得最久的一项: beside its card who watches it, what was seen there, what happened last."""

    row: WorkRow
    lines: Sequence[Line]
    groups: Sequence[Any]
    visits: int
    photos: int


@dataclass(frozen=True)
class Wanted:
    """地址里的查找和筛选."""

    q: str = ""
    group: str = ""
    unit: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.group or self.unit)

    def takes(self, row: WorkRow) -> bool:
        """Whether a project is looked for."""
        project = row.project
        village = project.village.name if project.village else ""
        text = f"{project.code} {project.title} {project.requirement} {project.where} {village}"
        return (
            self.q.casefold() in f"{text} {row.unit_name}".casefold()
            and self.group in ("", row.group)
            and self.unit in ("", row.unit_name)
        )


@dataclass(frozen=True)
class Promise:
    """一年的答应和办理: every project of the list, those that are looked for in groups, what else is public."""

    year: ProjectYear
    rows: Sequence[WorkRow]
    wanted: Wanted = field(default_factory=Wanted)
    older: Sequence[int] = ()
    stamp: Stamp | None = None
    links: Sequence[Act] = ()
    map_url: str = ""

    @property
    def groups(self) -> list[Group]:
        """Those looked for, what is late first; whoever looks for something sees all of it."""
        cut = 0 if self.wanted.narrowed else SHOWN
        return grouped([row for row in self.rows if self.wanted.takes(row)], cut)

    @property
    def counts(self) -> list[Group]:
        """Every group of the whole list, in the order of the bar."""
        return sorted(grouped(self.rows), key=lambda one: BAR.index(one.code))

    @property
    def segments(self) -> list[str]:
        """The bar below the headline: one segment a project."""
        found = [row.group for row in self.rows]
        return sorted(found, key=BAR.index)

    @property
    def told(self) -> Told | None:
        """The first of the late ones at length."""
        late = next((one for one in self.groups if one.code == "late"), None)
        return told_of(late.rows[0]) if late else None

    @property
    def sentence(self) -> str:
        """今年答应 10 件。核实办成 3 件，迟了 2 件: in two lines, with what came over from earlier years."""
        return sentence(self.year.year, self.rows)


def grouped(rows: Sequence[WorkRow], cut: int = 0) -> list[Group]:
    """The groups that have a project, in their order."""
    words = {
        "late": _("迟了的"),
        "to_verify": _("等代表核实"),
        "on_time": _("按期进行"),
        "done": _("核实办成"),
        "stopped": _("暂停和终止"),
    }
    found = [
        Group(
            code,
            words[code],
            in_order([row for row in rows if row.group == code]),
            cut if code == "on_time" else 0,
        )
        for code in GROUPS
    ]
    return [one for one in found if one.rows]


def in_order(rows: list[WorkRow]) -> list[WorkRow]:
    """What is late longest first; the others by number as they came."""
    return (
        sorted(rows, key=lambda row: -row.late_days) if rows and rows[0].group == "late" else rows
    )


def told_of(row: WorkRow) -> Told:
    """One project at length, as its own page tells it."""
    return Told(
        row,
        lines_of(row)[:NEWEST],
        list(supervising.groups_watching(row.project)),
        supervising.records_about(row.project).count(),
        photos_shown(row),
    )


def sentence(year: int, rows: Sequence[WorkRow]) -> str:
    """The headline: what was promised, what is verified done, what is late."""
    ours = [row for row in rows if not row.origin]
    own = [row for row in ours if row.year == year]
    taken = len(rows) - len(ours)
    added = sum(row.built.taken_from_reserve for row in own)
    values = {
        "year": year,
        "n": len(own) - added,
        "added": added,
        "carried": len(ours) - len(own),
        "done": sum(row.group == "done" for row in rows),
        "late": sum(row.group == "late" for row in rows),
    }
    now = year == institutions.today().year
    first = _("今年答应 %(n)d 件。") if now else _("%(year)d年答应 %(n)d 件。")
    if values["carried"]:
        first = _("今年答应 %(n)d 件，上年结转 %(carried)d 件。") if now else _("%(year)d年答应 %(n)d 件，上年结转 %(carried)d 件。")  # fmt: skip
    if taken:
        first = f"{first}{_('承接撤并乡镇 %(n)d 件。') % {'n': taken}}"
    if added:
        first = f"{first}{_('大会另行决定补选 %(added)d 件。')}"
    second = _("核实办成 %(done)d 件，迟了 %(late)d 件。") if values["late"] else _("核实办成 %(done)d 件。")  # fmt: skip
    return f"{first % values}\n{second % values}"


def years_with_result(place: Jurisdiction) -> list[ProjectYear]:
    """The years whose result was announced, newest first."""
    found = [one for one in years_of(place) if one.state in WITH_RESULT]
    return sorted(found, key=lambda one: one.year, reverse=True)


def promise_of(place: Jurisdiction, asked: Mapping[str, str]) -> Promise | None:
    """The year of the address, else the newest; None where no result was announced yet."""
    years = years_with_result(place)
    if not years:
        return None
    year = next((one for one in years if str(one.year) == asked.get("year", "")), years[0])
    rows = rows_of(place, listed_in(year))
    return Promise(
        year=year,
        rows=rows,
        wanted=wanted_of(asked, rows),
        older=[one.year for one in years if one != year],
        stamp=stamp_of(place, publications.published_under(place, ROLLUP, str(year.year))),
        links=links_of(place, year),
        map_url=reverse("projects:project_map", args=[place.code]) if boundaries_now(place) else "",
    )


def wanted_of(asked: Mapping[str, str], rows: Sequence[WorkRow]) -> Wanted:
    """The filters; a value that is none of the list counts as none."""
    text = {name: asked.get(name, "").replace(LOST, "").strip()[:60] for name in ("q", "group", "unit")}  # fmt: skip
    group = text["group"] if text["group"] in GROUPS else ""
    unit = text["unit"] if text["unit"] in {row.unit_name for row in rows} else ""
    return Wanted(text["q"], group, unit)


def published_figures(project: LivelihoodProject) -> PublicationVersion | None:
    """The roll-up of the project's year as it is public."""
    key = str(project.project_year.year)
    return publications.published_under(project.jurisdiction, ROLLUP, key)


def stamp_of(place: Jurisdiction, version: PublicationVersion | None) -> Stamp | None:
    """自…发布后未改动, of the figures as the town has published them."""
    if version is None or version.state != "published":
        return None
    keys = {"place": place.code, "public_id": version.publication.public_id}
    page = reverse("publications:publication", kwargs=keys)
    return Stamp(
        fixed=True,
        published=True,
        version=version.version,
        at=version.published_at,
        check=version.entry_digest,
        versions=Act(_("看历次版本"), f"{page}#versions"),
        verify=Act(_("自己核对"), reverse("publications:how_to_verify", kwargs=keys)),
    )


def links_of(place: Jurisdiction, year: ProjectYear) -> list[Act]:
    """What is public of the year besides: the result of the ballot, the rating."""
    rating = announced_rating(year)
    found = [
        (_("票决结果和票数"), publications.published_under(place, RESULT_KIND, year.public_id)),
        (_("满意度测评结果"), rating and publications.published_under(place, RATING, rating.public_id)),
    ]  # fmt: skip
    public = [Act(word, address_of(place, one)) for word, one in found if one]
    return [*public, Act(_("大屏页面"), reverse("projects:promise_wall", args=[place.code]))]


def address_of(place: Jurisdiction, version: Any) -> str:
    keys = {"place": place.code, "public_id": version.publication.public_id}
    return reverse("publications:publication", kwargs=keys)


def as_of() -> str:
    """截至 7月5日."""
    return _("截至 %(day)s") % {"day": formats.short_day(institutions.today())}

"""一版的页面: every section in words with its legal basis, and how it differs from the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.naming import meeting_name
from oversight.rulebooks import shipped, simulating
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.pages import words
from oversight.rulebooks.pages.comparing import Pair, pair
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.rules.differences import section_differences
from oversight.rulebooks.sections import SECTIONS, Item
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, NextStep, Page

CHANGES_SHOWN = 5


@dataclass(frozen=True)
class FieldLine:
    """一项: label, value, basis, and whether the template says otherwise."""

    label: str
    value: str
    basis: str
    hint: str
    changed: bool


@dataclass(frozen=True)
class Table:
    """一张表 of a section: heads and cells; rows for other levels are counted, not shown."""

    title: str
    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[tuple[str, str, bool]]]
    hidden: int


@dataclass(frozen=True)
class SectionView:
    """一章: title, what it is about, basis, fields and tables; ``changes``: what the template says otherwise."""

    name: str
    title: str
    about: str
    basis: str
    fields: Sequence[FieldLine]
    tables: Sequence[Table]
    changes: Sequence[Pair]
    count: int
    edit_url: str = ""
    simulate_url: str = ""

    @property
    def differing(self) -> int:
        """In how many places the section differs from the template."""
        return len(self.changes)

    @property
    def not_listed(self) -> int:
        """How many differences the folded section does not name."""
        return max(0, len(self.changes) - CHANGES_SHOWN)


def section_views(
    place: Jurisdiction, found: InForce, draft: Rulebook | None, may_draft: bool
) -> list[SectionView]:
    """All sections as they apply to the place."""
    return [section_view(place, found, name, draft, may_draft) for name in SECTIONS]


def section_view(
    place: Jurisdiction, found: InForce, name: str, draft: Rulebook | None, may_draft: bool
) -> SectionView:
    """One section."""
    section = SECTIONS[name]
    standard = section.whole(shipped.template().content[name])
    values = section.whole(found.content.get(name) or standard)
    narrowed = found.section(name).to_dict()
    edit = simulate = ""
    if draft is not None:
        keys = [place.code, draft.public_id, name]
        edit = reverse("rulebooks:section_edit", args=keys) if may_draft else ""
        simulated = name in simulating.simulations()
        simulate = reverse("rulebooks:simulate", args=keys) if simulated else ""
    tables = [table(item, narrowed, values) for item in section.ITEMS if item.kind == "rows"]
    fields = [field_line(item, values, standard) for item in section.ITEMS if item.kind != "rows"]
    return SectionView(
        name=name,
        title=words.said(section.TITLE),
        about=words.said(section.ABOUT),
        basis=words.said(section.BASIS),
        fields=fields,
        tables=tables,
        changes=[pair(one) for one in section_differences(name, standard, values)],
        count=len(fields) + sum(len(each.rows) for each in tables),
        edit_url=edit,
        simulate_url=simulate,
    )


def field_line(item: Item, values: Mapping[str, Any], standard: Mapping[str, Any]) -> FieldLine:
    """One field in words."""
    value = values.get(item.name)
    return FieldLine(
        label=words.said(item.label),
        value=words.shown(item, value),
        basis=words.said(item.basis),
        hint=words.said(item.hint),
        changed=value != standard.get(item.name),
    )


def table(item: Item, narrowed: Mapping[str, Any], values: Mapping[str, Any]) -> Table:
    """The rows that apply to the place, without the columns that say so and the codes for the program."""
    columns = [column for column in item.columns if column.listed]
    rows = [
        [
            (words.said(column.label), words.shown(column, row[column.name]), is_number(column))
            for column in columns
        ]
        for row in narrowed[item.name]
    ]
    heads = [(words.said(column.label), is_number(column)) for column in columns]
    hidden = len(values.get(item.name, ())) - len(rows)
    return Table(words.said(item.label), heads, rows, max(0, hidden))


def is_number(column: Item) -> bool:
    """Whether a column is set right."""
    return column.kind in ("integer", "number")


def crumbs(place: Jurisdiction, *more: Crumb) -> tuple[Crumb, ...]:
    """规则簿 / …"""
    return (Crumb(_("规则簿"), reverse("rulebooks:list", args=[place.code])), *more)


def version_url(place: Jurisdiction, version: Rulebook) -> str:
    """The page of a version."""
    return reverse("rulebooks:version", args=[place.code, version.public_id])


def url_of(place: Jurisdiction, found: InForce) -> str:
    """The page of what is in force, the template's where nothing is."""
    if found.version is None:
        return reverse("rulebooks:template", args=[place.code])
    return version_url(place, found.version)


def standing_words(version: Rulebook) -> tuple[str, str]:
    """State for a badge and its word on a day: a superseded version may hold for some days yet."""
    today = institutions.today()
    if version.state == "draft":
        return "running", _("草稿，没有效力")
    if version.state == "withdrawn":
        return "returned", _("已撤回")
    if version.valid_from is not None and version.valid_from > today:
        return "waiting", _("已通过，%(day)s起施行") % {"day": formats.day(version.valid_from)}
    if version.holds_on(today):
        if version.valid_to is None:
            return "passed", _("现行")
        return "passed", _("现行，至%(day)s") % {"day": formats.day(version.valid_to)}
    return "archived", _("已废止") if version.state == "ended" else _("已被取代")


def title_of(version: Rulebook) -> str:
    """What the version is, as a sentence."""
    if version.state == "draft":
        return _("规则簿草稿，通过以前没有效力")
    if version.state == "withdrawn":
        return _("已撤回的规则簿草稿")
    values = {"label": version.label, "day": formats.day(version.valid_from)}
    _badge, word = standing_words(version)
    return _("%(label)s，%(day)s起施行，%(state)s") % {**values, "state": word}


def adopted_at(version: Rulebook) -> str:
    """The meeting that adopted a version."""
    if version.adopted_by is None:
        return ""
    return meeting_name(version.adopted_by, version.term_no, version.meeting_no)


def version_head(place: Jurisdiction, version: Rulebook) -> Page:
    """Title and who made it."""
    if version.adopted:
        values = {
            "meeting": adopted_at(version),
            "day": formats.day(version.adopted_on),
            "paper": version.paper_number,
        }
        lead = _("%(day)s %(meeting)s通过 · %(paper)s") % values
    else:
        values = {"who": version.drafted_label, "body": version.body.name}
        lead = _("%(who)s起草 · 拟由%(body)s通过") % values
    label = version.label if version.number else _("草稿")
    return Page(
        title=title_of(version),
        lead=lead,
        crumbs=crumbs(place, Crumb(label)),
        window_title=_("规则簿 %(label)s") % {"label": label},
    )


def next_step(
    place: Jurisdiction, version: Rulebook, may_draft: bool, may_adopt: bool
) -> NextStep | None:
    """What a draft waits for, and who does it."""
    if version.state != "draft":
        return None
    keys = [place.code, version.public_id]
    acts = []
    if may_adopt:
        url = reverse("rulebooks:adopt", args=keys)
        acts.append(Act(_("登记通过施行"), url, "check-lg", True))
    compare = reverse("rulebooks:compare", args=keys)
    acts.append(Act(_("与现行规则对照"), compare, "table"))
    if may_draft:
        acts.append(
            Act(_("撤回草稿"), reverse("rulebooks:withdraw", args=keys), "arrow-return-left")
        )
    leader = {"leader": place.leader}
    who = _("审核人或%(leader)s；谁起草谁不登记") % leader
    if institutions.profile_of(place).small_office:
        who = _("审核人或%(leader)s；小机关由%(leader)s确认") % leader
    body = _("%(body)s举行会议通过之后") % {"body": version.body.name}
    return NextStep(
        title=_("会议通过后登记施行"),
        facts=((_("由谁"), who), (_("期限"), body), (_("依据"), version_basis(version))),
        acts=acts,
        refusal="" if may_adopt else _("登记通过由审核人或%(leader)s办理。") % leader,
    )


def version_basis(version: Rulebook) -> str:
    """On what the body decides its own rules."""
    if version.body.kind == "presidium":
        return _("《地方组织法》第十九条")
    return _("《地方组织法》第五十条、第五十四条")


def changes_from_template(found: InForce) -> int:
    """How many sections differ from the template."""
    standard = shipped.template().content
    return sum(
        1
        for name in SECTIONS
        if section_differences(name, standard[name], found.content.get(name, {}))
    )


def draft_of(place: Jurisdiction, version: Rulebook | None) -> Rulebook | None:
    """The version itself where it is an open draft."""
    return version if version is not None and version.state == "draft" else None

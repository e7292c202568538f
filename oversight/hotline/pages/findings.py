"""处置页: every double-rising unit of a frozen month with what became of it; the list for the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions as case_permissions
from oversight.hotline import permissions, queries
from oversight.hotline.actions.findings import is_decided, unchanged
from oversight.hotline.findings import Finding, Findings, findings
from oversight.hotline.models import FindingDisposition, MonthFreeze
from oversight.hotline.pages.addresses import with_query
from oversight.hotline.pages.freeze import month_crumbs
from oversight.hotline.pages.ranking import base_words
from oversight.hotline.pages.sheets import Sheet
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.page import Act, Page, Stamp
from oversight.ui.states import GRADES

BADGES = {"open_case": "done", "watch": "running", "left_out": "new"}


@dataclass(frozen=True)
class FindingRow:
    """一行: the finding, where its figures open, the acts of this reader."""

    finding: Finding
    count_url: str
    mom_words: str
    yoy_words: str
    badge: str
    word: str
    case_url: str
    act: Act | None
    decided: bool
    earlier: str


@dataclass(frozen=True)
class FindingsPage:
    """处置页的内容."""

    page: Page
    place: Jurisdiction
    month: int
    found: Findings
    rows: Sequence[FindingRow]
    rising: Sequence[FindingRow]
    by_hand: Sequence[FindingRow]
    minutes: Sequence[FindingRow]
    newest: bool
    may_dispose: bool
    may_carry: bool


def findings_page(
    place: Jurisdiction, actor: Actor, freeze: MonthFreeze, by_hand: bool | None = None
) -> FindingsPage:
    """Everything about the findings of one version."""
    found = findings(place, freeze)
    newest = queries.latest_freeze(place, freeze.month)
    is_newest = newest is not None and newest.pk == freeze.pk
    may = permissions.can_dispose(actor, place) and is_newest
    rows = [finding_row(place, actor, found, one, may) for one in found.rows]
    return FindingsPage(
        page=head(place, found, is_newest),
        place=place,
        month=freeze.month,
        found=found,
        rows=rows,
        rising=[row for row in rows if row.finding.direction == "yes"],
        by_hand=[row for row in rows if row.finding.direction == "manual"],
        minutes=[
            row
            for row in rows
            if row.finding.disposition and row.finding.disposition.disposition != "open_case"
        ],
        newest=is_newest,
        may_dispose=may,
        may_carry=may and any(one.earlier and unchanged(one) for one in found.open),
    )


def head(place: Jurisdiction, found: Findings, is_newest: bool) -> Page:
    """The sentence that says how far it is, and the stamp of the version."""
    freeze = found.freeze
    values = {
        "month": formats.month(freeze.month),
        "count": len(found.rows),
        "open": len(found.open),
    }
    if not found.rows:
        title = _("%(month)s没有须处置的单位")
    elif found.open:
        title = _("%(month)s有 %(count)d 个单位须处置，还有 %(open)d 个没有处置")
    else:
        title = _("%(month)s的 %(count)d 个单位都已处置")
    parts = [_("立案、继续观察或不列入，只选一种"), found.book.label]
    if not is_newest:
        parts.append(_("这一版以后已有新版，只能查看"))
    return Page(
        title=title % values,
        lead=" · ".join(parts),
        crumbs=month_crumbs(place, freeze.month, _("处置")),
        window_title=_("处置"),
        stamp=Stamp(
            fixed=True,
            version=freeze.version,
            count=freeze.tickets,
            at=freeze.frozen_at,
            check=freeze.sha256,
        ),
    )


def finding_row(
    place: Jurisdiction, actor: Actor, found: Findings, one: Finding, may: bool
) -> FindingRow:
    """One line."""
    made = one.disposition
    decided = bool(made and made.case and is_decided(made.case))
    return FindingRow(
        finding=one,
        count_url=tickets_url(place, found, one)
        if permissions.can_read_tickets(actor, place)
        else "",
        mom_words=base_words(one.row["previous"], "previous"),
        yoy_words=base_words(one.row["last_year"], "last_year"),
        badge=BADGES[made.disposition] if made else "waiting",
        word=disposition_word(made) if made else _("待处置"),
        case_url=case_url(place, actor, made),
        act=act_of(place, found.freeze, one, decided) if may else None,
        decided=decided,
        earlier=earlier_words(one),
    )


def disposition_word(made: FindingDisposition) -> str:
    """已立案，7号; 不列入，已写理由."""
    if made.case is not None:
        return _("已立案，%(number)d号") % {"number": made.case.number}
    return _("%(word)s，已写理由") % {"word": made.get_disposition_display()}


def case_url(place: Jurisdiction, actor: Actor, made: FindingDisposition | None) -> str:
    """The case, for who may read cases."""
    if made is None or made.case is None or not case_permissions.can_read(actor, place):
        return ""
    return reverse("cases:case", args=[place.code, made.case.public_id])


def act_of(place: Jurisdiction, freeze: MonthFreeze, one: Finding, decided: bool) -> Act | None:
    """Dispose, or change until the chairpersons' meeting has decided."""
    keys = {"place": place.code, "month": freeze.month}
    if one.disposition is None:
        url = reverse("hotline:finding_dispose", kwargs=keys)
        return Act(_("处置"), with_query(url, {"unit": one.name}), main=True)
    if decided:
        return None
    keys["disposition_id"] = one.disposition.public_id
    return Act(_("改变处置"), reverse("hotline:finding_change", kwargs=keys))


def earlier_words(one: Finding) -> str:
    """What the version before says, where this one says nothing yet."""
    if one.earlier is None or one.disposition is not None:
        return ""
    values = {
        "version": one.earlier.freeze.version,
        "word": disposition_word(one.earlier),
    }
    if unchanged(one):
        return _("第 %(version)d 版：%(word)s，数字没有变，可以沿用") % values
    return _("第 %(version)d 版：%(word)s，数字已变，须重新处置") % values


def tickets_url(place: Jurisdiction, found: Findings, one: Finding) -> str:
    """The tickets behind the count, as they stood at the freeze."""
    keys = {"place": place.code, "month": found.freeze.month}
    asked = {"version": found.freeze.version, "unit": one.name}
    return with_query(reverse("hotline:tickets", kwargs=keys), asked)


def findings_sheet(content: FindingsPage) -> Sheet:
    """全部处置 as a table, with what it stands on."""
    heads = (
        _("单位"), _("本期件数"), _("上月"), _("环比"), _("上年同期"), _("同比"), _("双升"), _("判断"),
        _("处置"), _("案号"), _("理由"), _("处置人"), _("须知"),
    )  # fmt: skip
    freeze = content.found.freeze
    notes = [
        content.page.title,
        _("冻结第 %(version)d 版，校验值 %(sha256)s")
        % {"version": freeze.version, "sha256": freeze.sha256},
        _("规则 %(rule)s，规则簿 %(book)s")
        % {"rule": freeze.rule, "book": content.found.book.label},
    ]
    name = f"{content.place.name}{formats.month(freeze.month)}{_('双升单位处置')}"
    return Sheet(name, heads, [cells(row) for row in content.rows], notes)


def cells(row: FindingRow) -> list[Any]:
    """One row of the table."""
    one, made = row.finding, row.finding.disposition
    return [
        one.name,
        one.row["count"],
        one.row["previous"],
        one.row["mom"] if one.row["mom"] is not None else row.mom_words,
        one.row["last_year"],
        one.row["yoy"] if one.row["yoy"] is not None else row.yoy_words,
        _("双升") if one.direction == "yes" else _("须人工研判"),
        str(GRADES[one.grade][0]) if one.grade else "",
        str(made.get_disposition_display()) if made else _("待处置"),
        made.case.code if made and made.case else "",
        made.reason if made else "",
        made.decided_by if made else "",
        " ".join(one.notes),
    ]

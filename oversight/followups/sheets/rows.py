"""读一行: whose item it is, what its cells say, what of that is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.followups import queries
from oversight.followups.actions.working import content_of
from oversight.followups.models import Followup
from oversight.followups.queries.duties import Voice, duties_of, voices_of_actor
from oversight.followups.sheets.comparing import Choices, Compared, Sides, compare
from oversight.followups.sheets.layouts import DUTIES, EDITABLE, PROBLEM, Held
from oversight.followups.sheets.outcome import DutyRow
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.columns import CellError, letters, value_of
from oversight.institutions.sheets.outcome import CellProblem
from oversight.institutions.sheets.reading import Table


@dataclass
class Context:
    """What reading the rows of one workbook needs."""

    place: Jurisdiction
    headings: tuple[str, ...]
    where: Mapping[str, int]
    own: Mapping[str, Followup]
    elsewhere: Mapping[str, Followup]
    seen: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def context_of(actor: Actor, place: Jurisdiction, table: Table) -> Context:
    """The items that the acting role answers for, and those of the account's other places."""
    where = {heading: at for at, heading in enumerate(table.headings) if heading}
    own = {each.public_id: each for each in queries.carried_by(place, actor.unit_id)}
    others: list[Voice] = voices_of_actor(actor)
    elsewhere = {each.public_id: each for each in duties_of(others)}
    context = Context(place, table.headings, where, own, elsewhere)
    known = {column.heading for column in DUTIES.columns} | {PROBLEM}
    for heading in where:
        if heading not in known:
            text = _("“%(heading)s”一列不认识，没有读。")
            context.notes.append(text % {"heading": heading})
    return context


def read_row(
    context: Context, number: int, cells: tuple[str, ...], choices: Choices
) -> tuple[DutyRow, Followup | None, Compared | None]:
    """The row with what is wrong in it, or with what it asks for."""
    key, who = text_at(context, cells, "public_id"), text_at(context, cells, "title")
    row = DutyRow(number, cells, context.headings, item=key, who=who)
    followup = context.own.get(key)
    if followup is None:
        row.state = "refused"
        other = context.elsewhere.get(key)
        if other is not None:
            row.state, row.who, row.place = "elsewhere", other.title, other.jurisdiction.code
        else:
            text = _("没有这个编号，或这件事不归本单位办理。")
            row.problems.append(problem(context.where, number, "public_id", text))
        return row, None, None
    row.who, row.place = followup.title, context.place.code
    mine, row.problems = values_of(context, number, cells)
    if key in context.seen:
        text = _("同一件事在表里写了两行。")
        row.problems.append(problem(context.where, number, "public_id", text))
    context.seen.add(key)
    base = base_of(context, followup, number, cells, row)
    if row.problems or base is None:
        row.state = "refused"
        return row, None, None
    note_readonly(context, number, cells, followup)
    sides = sides_of(followup, key, mine, base)
    said = said_before(followup, mine, int(text_at(context, cells, "version")))
    return row, followup, compare(sides, choices, context.where, number, said)


def sides_of(followup: Followup, key: str, mine: Mapping[str, Any], base: Held) -> Sides:
    """The three sides, with the words of the states and who changed the item last."""
    states = dict(Followup.STATES)
    last = followup.versions.order_by("-number").first()
    return Sides(
        item=key,
        mine=mine,
        base=base,
        theirs=held_now(followup),
        state_then=str(states.get(base.state, "")),
        state_now=str(states[followup.state]),
        by=last.by_label if last else "",
    )


def held_now(followup: Followup) -> Held:
    return Held.of(content_of(followup))


def text_at(context: Context, cells: tuple[str, ...], key: str) -> str:
    column = DUTIES.column(key)
    at = context.where.get(column.heading) if column else None
    return cells[at].strip() if at is not None and at < len(cells) else ""


def values_of(
    context: Context, number: int, cells: tuple[str, ...]
) -> tuple[dict[str, Any], list[CellProblem]]:
    """The editable cells as values; an empty one is None and changes nothing."""
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for key in EDITABLE:
        column = DUTIES.column(key)
        if column is None:
            continue
        text = text_at(context, cells, key)
        if key == "percent":
            text = text.rstrip("%\uff05 ")
        try:
            values[key] = value_of(column, text)
            if key == "percent" and values[key] is not None and values[key] > 100:
                raise CellError(_("完成比例写 0 至 100 的整数。"))
        except CellError as error:
            problems.append(problem(context.where, number, key, str(error)))
    return values, problems


def base_of(
    context: Context, followup: Followup, number: int, cells: tuple[str, ...], row: DutyRow
) -> Held | None:
    """What the sheet was exported from."""
    text = text_at(context, cells, "version")
    content = queries.content_at(followup, int(text)) if text.isascii() and text.isdigit() else None
    if content is None:
        wrong = _("版本一格被改过，请重新导出这一行。")
        row.problems.append(problem(context.where, number, "version", wrong))
        return None
    return Held.of(content)


def said_before(followup: Followup, mine: Mapping[str, Any], version: int) -> frozenset[str]:
    """Cells of an older export that the item was told already: the same file again changes nothing."""
    if version == followup.version:
        return frozenset()
    found = set()
    text = mine.get("progress")
    if text and followup.reports.filter(text=text).exists():
        found.add("progress")
    if followup.reports.filter(text=text or "", percent=mine.get("percent")).exists():
        found.add("percent")
    if mine.get("done") and followup.reports.filter(kind="done", text=text or "").exists():
        found.add("done")
    day = mine.get("asked_due")
    if day and followup.extensions.filter(asked_due=day).exists():
        found |= {"asked_due", "asked_reason"}
    return frozenset(found)


def note_readonly(
    context: Context, number: int, cells: tuple[str, ...], followup: Followup
) -> None:
    """Say where somebody tried to change what the sheet only shows."""
    for key in ("title", "requirement", "due"):
        text = text_at(context, cells, key)
        now = followup.due.isoformat() if key == "due" and followup.due else getattr(followup, key)
        if not text or text == str(now or "").strip():
            continue
        if key == "due" and is_old_due(followup, text):
            continue
        column = DUTIES.column(key)
        values = {"number": number, "heading": column.heading if column else key}
        context.notes.append(_("第 %(number)d 行的“%(heading)s”只供看，改动没有读。") % values)


def is_old_due(followup: Followup, text: str) -> bool:
    """Whether this was the deadline at an earlier version."""
    return any(row.content.get("due") == text for row in followup.versions.all())


def problem(where: Mapping[str, int], number: int, key: str, text: str) -> CellProblem:
    """A wrong cell by its place in the sheet."""
    column = DUTIES.column(key) or DUTIES.columns[0]
    at = where.get(column.heading, 0)
    return CellProblem(DUTIES.title, f"{letters(at)}{number}", column.heading, text)

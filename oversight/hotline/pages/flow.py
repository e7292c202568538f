"""流向: how tickets changed kind and unit after intake, which were closed at once or came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from hotline_analytics.flows import Matrix
from hotline_analytics.tickets import KINDS

from oversight.hotline import queries_cells
from oversight.hotline.pages import words
from oversight.hotline.pages.basis import Basis
from oversight.hotline.questions import Question
from oversight.ui import formats

MOVES_SHOWN = 8


@dataclass(frozen=True)
class FlowCell:
    """一格: how many went from one kind to another; ``step`` is its colour, by share of the row."""

    count: int
    step: int
    same: bool
    url: str
    label: str


@dataclass(frozen=True)
class FlowRow:
    """一行: one kind at intake, by kind now."""

    name: str
    cells: Sequence[FlowCell]


@dataclass(frozen=True)
class KindFlow:
    """类别流向: the matrix and a sentence on its largest change."""

    heads: Sequence[str]
    rows: Sequence[FlowRow]
    changed: int
    sentence: str
    sentence_url: str
    not_recorded: int


@dataclass(frozen=True)
class Move:
    """改派: tickets that began with one unit and ended with another."""

    before: str
    after: str
    count: int
    url: str


@dataclass(frozen=True)
class UnitFlow:
    """单位流向: how many changed unit, and the largest moves."""

    recorded: int
    changed: int
    moves: Sequence[Move]
    total: int


@dataclass(frozen=True)
class Closings:
    """快办与回流: closed within an hour, reopened, back within 30 days."""

    closed: int
    within_hour: int
    within_hour_url: str
    reopened: int
    reopened_url: str
    back: int


def flow_question(basis: Basis) -> Question:
    """What flows are asked: the window and sources; kinds are what is looked at."""
    asked = basis.address.question
    return Question(asked.month, "unit", asked.window, None, asked.sources)


def kind_flow(basis: Basis) -> KindFlow | None:
    """The matrix of kinds; None where intake kinds were never recorded."""
    if basis.generation is None:
        return None
    found = queries_cells.flow(basis.place, basis.generation, flow_question(basis), "kind")
    if not found.recorded:
        return None
    kinds = shown_kinds(found)
    sentence, url = change_sentence(basis, found)
    return KindFlow(
        heads=[words.kind(code) for code in kinds],
        rows=[flow_row(basis, found, code, kinds) for code in kinds],
        changed=found.changed,
        sentence=sentence,
        sentence_url=url,
        not_recorded=sum(n for (before, _after), n in found.counts.items() if before is None),
    )


def shown_kinds(found: Matrix) -> list[str]:
    """The kinds that occur on either side, in a fixed order."""
    seen = {code for pair in found.counts for code in pair if code}
    return [code for code in KINDS if code in seen]


def flow_row(basis: Basis, found: Matrix, before: str, kinds: Sequence[str]) -> FlowRow:
    """One kind at intake."""
    return FlowRow(words.kind(before), [flow_cell(basis, found, before, after) for after in kinds])


def flow_cell(basis: Basis, found: Matrix, before: str, after: str) -> FlowCell:
    """One change of kind."""
    count = found.counts.get((before, after), 0)
    share = found.share(before, after) or 0.0
    url = basis.tickets(kind_at_intake=before, kinds=after) if count else ""
    step = 3 if before == after else change_step(share)
    label = _("受理时%(before)s，现在%(after)s") % {
        "before": words.kind(before),
        "after": words.kind(after),
    }
    return FlowCell(count, step, before == after, url, label)


def change_step(share: float) -> int:
    """The colour of a change by its share of what began as the same kind; 0 is none."""
    limits = ((0.1, 6), (0.05, 5), (0.01, 4))
    return next((step for least, step in limits if share >= least), 0)


def change_sentence(basis: Basis, found: Matrix) -> tuple[str, str]:
    """投诉改为咨询 412 件，占受理时投诉的 2.8%（上月 0.9%）: the largest change out of complaints."""
    moved = {
        after: n
        for (before, after), n in found.counts.items()
        if before == "complaint" and after != "complaint"
    }
    if not moved or basis.generation is None:
        return _("受理时登记为投诉的，现在仍是投诉。"), ""
    after = max(moved, key=lambda code: (moved[code], code))
    asked = flow_question(basis)
    before = Question(asked.month - 1, "unit", "month", None, asked.sources)
    last = queries_cells.flow(basis.place, basis.generation, before, "kind")
    values = {
        "after": words.kind(after),
        "count": formats.count(moved[after], _("件")),
        "share": formats.percent(found.share("complaint", after)),
        "last": formats.percent(last.share("complaint", after)),
    }
    if last.share("complaint", after) is None:
        text = _("投诉改为%(after)s %(count)s，占受理时投诉的 %(share)s。")
    else:
        text = _("投诉改为%(after)s %(count)s，占受理时投诉的 %(share)s（上月 %(last)s）。")
    return text % values, basis.tickets(kind_at_intake="complaint", kinds=after)


def unit_flow(basis: Basis, limit: int | None = MOVES_SHOWN) -> UnitFlow | None:
    """The moves between units, largest first; None where first units were never recorded."""
    if basis.generation is None:
        return None
    found = queries_cells.flow(basis.place, basis.generation, flow_question(basis), "unit")
    if not found.recorded:
        return None
    pairs = [
        (before, after, n)
        for (before, after), n in found.counts.items()
        if before is not None and after is not None and before != after
    ]
    pairs.sort(key=lambda move: (-move[2], move[0], move[1]))
    moves = [
        Move(before, after, n, basis.tickets(first_unit=before, unit=after))
        for before, after, n in pairs[:limit]
    ]
    return UnitFlow(found.recorded, found.changed, moves, len(pairs))


def closings(basis: Basis, unit: str | None = None) -> Closings | None:
    """How fast tickets were closed and how many came back."""
    if basis.generation is None:
        return None
    rows = queries_cells.quick_closings(basis.place, basis.generation, basis.address.question)
    narrow = {}
    if unit is not None:
        names = basis.names_of(unit)
        rows = [row for row in rows if row["unit"] in names]
        narrow = {"unit": unit}
    closed, quick, again, back = (
        sum(row[name] for row in rows)
        for name in ("closed", "closed_within_hour", "reopened", "back_within_30_days")
    )
    return Closings(
        closed=closed,
        within_hour=quick,
        within_hour_url=basis.tickets(state="within_hour", **narrow),
        reopened=again,
        reopened_url=basis.tickets(state="reopened", **narrow),
        back=back,
    )

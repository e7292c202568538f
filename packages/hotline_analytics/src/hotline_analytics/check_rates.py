"""Checks on rates (比率核查): out of range, wrong scale, contradicted by their own parts.

A rate is contradicted only if no denominator that the row gives can have produced the printed
digits. Where one denominator explains nearly all rows of a place, the others must use it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from .check_figures import impossible_count, written_sum
from .printed import Interval, show_percent
from .table_columns import BY_NAME
from .table_findings import Finding
from .table_model import Cell, Row
from .table_percent import TALL_RATES
from .table_rates import RATES, RateRule, Term

Pair = tuple[Term, Term]
ENOUGH_ROWS = 5
NEARLY_ALL = 0.8


def rate_findings(
    rows: Sequence[Row], declared: Mapping[str, RateRule | None]
) -> Iterator[Finding]:
    """What is impossible about the rates of a table."""
    rules = {**RATES, **declared}
    for name in [c for c in BY_NAME if BY_NAME[c].kind == "rate"]:
        rule = rules.get(name)
        bases = usual_bases(rows, name, rule) if rule else {}
        for row in rows:
            if (cell := row.cells.get(name)) is not None:
                narrowed = _narrowed(rule, bases.get(row.place))
                yield from _one_rate(row, cell, narrowed)
    for row in rows:
        yield from _together(row)


def usual_bases(rows: Sequence[Row], name: str, rule: RateRule) -> dict[str | None, Pair]:
    """The numerator and denominator that explain nearly all of a place's printed rates."""
    usual: dict[str | None, Pair] = {}
    for place in {row.place for row in rows}:
        own = [row for row in rows if row.place == place and name in row.cells]
        fits: dict[Pair, int] = {}
        for row in own:
            for pair, quotient in quotients(row, rule):
                if quotient.meets(row.cells[name].interval):
                    fits[pair] = fits.get(pair, 0) + 1
        best = max(fits, key=lambda pair: fits[pair], default=None)
        if best and fits[best] >= max(ENOUGH_ROWS, NEARLY_ALL * len(own)):
            usual[place] = best
    return usual


def _narrowed(rule: RateRule | None, usual: Pair | None) -> RateRule | None:
    if rule is None or usual is None:
        return rule
    return replace(rule, numerators=(usual[0],), denominators=(usual[1],))


def quotients(row: Row, rule: RateRule) -> list[tuple[Pair, Interval]]:
    """Every quotient the row's own figures allow for a rate."""
    result = []
    for above in rule.numerators:
        for below in rule.denominators:
            if quotient := _quotient(row, above, below):
                result.append(((above, below), quotient))
    return result


def _quotient(row: Row, above: Term, below: Term) -> Interval | None:
    if any(name in row.cells and impossible_count(row.cells[name]) for name in (*above, *below)):
        return None
    top, bottom = row.interval(*above), row.interval(*below)
    if top is None or bottom is None or bottom.low <= 0:
        return None
    if set(above) < set(below):
        return _share(top, row.interval(*[name for name in below if name not in above]))
    return top.over(bottom)


def _share(part: Interval, rest: Interval | None) -> Interval | None:
    """part / (part + rest), where the part stands in both."""
    if rest is None or part.low + rest.high <= 0 or part.high + rest.low <= 0:
        return None
    return Interval(part.low / (part.low + rest.high), part.high / (part.high + rest.low))


def _one_rate(row: Row, cell: Cell, rule: RateRule | None) -> Iterator[Finding]:
    known = quotients(row, rule) if rule else []
    scale = _wrong_scale(row, cell, known)
    if scale is not None:
        yield scale
    elif not 0 <= cell.number.value <= 1:
        figures = {"column": cell.title, "printed": cell.text}
        yield Finding("rate_out_of_range", row.where(cell.name), figures)
    elif rule is not None:
        yield from _contradiction(row, cell, rule, known)


def _wrong_scale(row: Row, cell: Cell, known: Sequence[tuple[Pair, Interval]]) -> Finding | None:
    """A fraction in a percent column, or the other way round."""
    value, factor = (
        cell.number.value,
        Fraction(100) if cell.scale == "percent" else Fraction(1, 100),
    )
    if cell.scale == "sign" or value == 0:
        return None
    meant = cell.interval.times(factor)
    proved = any(quotient.meets(cell.interval) for _, quotient in known)
    disproved = bool(known) and not any(quotient.meets(meant) for _, quotient in known)
    if cell.scale == "percent":
        likely = 0 < value * 100 <= 1 and not proved and not (disproved and value * 100 == 1)
        told = cell.name in TALL_RATES or (bool(known) and not disproved)
        if not (likely and told):
            return None
        figures = _scale_figures(cell, value * 100)
        return Finding("fraction_in_percent_column", row.where(cell.name), figures)
    if not 1 < value <= 100 or (value < 2 and disproved):
        return None
    figures = _scale_figures(cell, value / 100)
    return Finding("percent_in_fraction_column", row.where(cell.name), figures)


def _scale_figures(cell: Cell, meant: Fraction) -> dict[str, str]:
    return {
        "column": cell.title,
        "printed": cell.text,
        "read": show_percent(cell.number.value),
        "meant": show_percent(meant),
    }


def _contradiction(
    row: Row, cell: Cell, rule: RateRule, known: Sequence[tuple[Pair, Interval]]
) -> Iterator[Finding]:
    if known:
        if not any(quotient.meets(cell.interval) for _, quotient in known):
            arithmetic = "；".join(
                written_quotient(row, above, below) for (above, below), _ in known[:3]
            )
            figures = {"column": cell.title, "printed": _shown(cell), "arithmetic": arithmetic}
            yield Finding("rate_contradicts_parts", row.where(cell.name), figures)
        return
    for above in rule.numerators[:1]:
        for below in rule.wider:
            least = _quotient(row, above, below)
            if least is not None and least.low > cell.interval.high:
                figures = {
                    "column": cell.title, "printed": _shown(cell),
                    "arithmetic": written_quotient(row, above, below),
                }  # fmt: skip
                yield Finding("rate_below_parts", row.where(cell.name), figures)
                return


def _shown(cell: Cell) -> str:
    return (
        f"{cell.text}（即 {show_percent(cell.number.value)}）"
        if cell.scale != "sign"
        else cell.text
    )


def written_quotient(row: Row, above: Term, below: Term) -> str:
    """A division as it is shown in a sentence."""
    top, bottom = row.interval(*above), row.interval(*below)
    assert top is not None and bottom is not None  # the caller has divided them
    value = show_percent(top.middle / bottom.middle, 3)
    return f"{_bracketed(row, above)} ÷ {_bracketed(row, below)} = {value}"


def _bracketed(row: Row, term: Term) -> str:
    text = written_sum(row, term)
    return text if len(term) == 1 else f"（{text}）"


def _together(row: Row) -> Iterator[Finding]:
    """Satisfied and dissatisfied cannot be more than everybody."""
    pair = [row.cells.get(name) for name in ("satisfaction_rate", "dissatisfied_rate")]
    good, bad = pair
    if good is None or bad is None or not all(0 <= c.number.value <= 1 for c in (good, bad)):
        return
    total = good.interval + bad.interval
    if total.low > 1:
        figures = {
            "sum": f"{good.title} {_shown(good)} + {bad.title} {_shown(bad)}",
            "column": "全部",
            "printed": "100%",
            "gap": show_percent(total.middle - 1),
        }
        yield Finding("parts_exceed_whole", row.where("satisfaction_rate"), figures)

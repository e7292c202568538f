"""表决结果: read from the locked sheet, and only after the chair has announced it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from oversight.voting.models import CountSheet, Poll
from oversight.voting.queries.counts import sheet_of
from oversight.voting.queries.polls import polls_about
from oversight.voting.values import Outcome

WITHHELD = frozenset({"too_few_raters", "nobody_may_rate"})
"""Reasons for which nothing of an option is told (procedures §2.3 vii)."""


def outcome_of(poll: Poll) -> Outcome | None:
    """The outcome, None before the chair has announced it (§2.1: 宣布之前不出现得票)."""
    if not poll.is_announced:
        return None
    sheet = sheet_of(poll)
    return outcome_from(sheet, poll.announcement) if sheet is not None else None


def outcome_from(sheet: CountSheet, text: str = "") -> Outcome:
    """The outcome that a locked sheet holds; the counts of too few raters stay on the sheet alone."""
    result: dict[str, Any] = sheet.content["result"]
    reasons = tuple(
        {
            "code": each["code"],
            "text": _(each["text"]) % each["values"],
            "name": str(each["values"].get("name", "")),
        }
        for each in result["reasons"]
    )
    figures = shown_figures(sheet.content["figures"], reasons)
    return Outcome(
        status=result["status"],
        passed=tuple(result["passed"]),
        tied=tuple(result["tied"]),
        open_places=result["open_places"],
        grades=result["grades"],
        figures=figures | {"rates": result["rates"], "points": result["points"]},
        reasons=reasons,
        text=text,
    )


def shown_figures(figures: dict[str, Any], reasons: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The figures without the counts of options that too few have rated."""
    why = {one["name"]: one["text"] for one in reasons if one["code"] in WITHHELD}
    if not why:
        return figures

    def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {"name": row["name"], "withheld": why[row["name"]]} if row["name"] in why else row
            for row in rows
        ]

    parts = [{**part, "rows": told(part["rows"])} for part in figures["parts"]]
    return {**figures, "rows": told(figures["rows"]), "parts": parts}


def is_complete(poll: Poll) -> bool:
    """Whether the announced result leaves nothing to vote on again."""
    outcome = outcome_of(poll)
    return outcome is not None and not (outcome.tied or outcome.open_places)


def measure_ends_it(poll: Poll, outcome: Outcome) -> bool:
    """Whether the adopted measure leaves what is tied or open to no further vote of this meeting."""
    return bool(poll.terms) and not poll.ballot_terms.goes_on(tied=bool(outcome.tied))


def vote_in_the_way(poll: Poll) -> Poll | None:
    """Another vote on the same matter that goes on or has its result: it is never held twice at a time."""
    if not poll.about_id:
        return None
    for other in polls_about(poll.jurisdiction, poll.about_kind, poll.about_id):
        if other.pk == poll.pk or other.state in {"void", "cancelled"}:
            continue
        if not other.is_announced or other.pk > poll.pk or is_complete(other):
            return other
    return None

"""表决结果: read from the locked sheet, and only after the chair has announced it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.voting.models import CountSheet, Poll
from oversight.voting.queries.counts import sheet_of
from oversight.voting.queries.polls import polls_about
from oversight.voting.values import Outcome


def outcome_of(poll: Poll) -> Outcome | None:
    """The outcome, None before the chair has announced it (§2.1: 宣布之前不出现得票)."""
    if not poll.is_announced:
        return None
    sheet = sheet_of(poll)
    return outcome_from(sheet, poll.announcement) if sheet is not None else None


def outcome_from(sheet: CountSheet, text: str = "") -> Outcome:
    """The outcome that a locked sheet holds."""
    result: dict[str, Any] = sheet.content["result"]
    return Outcome(
        status=result["status"],
        passed=tuple(result["passed"]),
        tied=tuple(result["tied"]),
        open_places=result["open_places"],
        grades=result["grades"],
        figures=sheet.content["figures"] | {"rates": result["rates"], "points": result["points"]},
        reasons=tuple(
            {
                "code": each["code"],
                "text": _(each["text"]) % each["values"],
                "name": str(each["values"].get("name", "")),
            }
            for each in result["reasons"]
        ),
        text=text,
    )


def is_complete(poll: Poll) -> bool:
    """Whether the announced result leaves nothing to vote on again."""
    outcome = outcome_of(poll)
    return outcome is not None and not (outcome.tied or outcome.open_places)


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

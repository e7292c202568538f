"""表决结果: read from the locked sheet, and only after the chair has announced it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.voting.models import CountSheet, Poll
from oversight.voting.queries.counts import sheet_of
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
            {"code": each["code"], "text": _(each["text"]) % each["values"]}
            for each in result["reasons"]
        ),
        text=text,
    )

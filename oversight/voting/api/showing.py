"""接口的值: polls and counts as the API gives them, from the same readings as the pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from oversight.audit.actors import Actor
from oversight.institutions.permissions import can_read_base_reason
from oversight.voting import queries
from oversight.voting.models import Poll
from oversight.voting.pages.comparison import comparison
from oversight.voting.pages.possible import ACTS, possible
from oversight.voting.pages.words import quorum_word
from oversight.voting.secret.queries import read_boxes

LINE = (
    "title", "kind", "method", "secret", "options", "k", "rule", "round", "about_kind", "about_id",
    "state", "base", "present", "in_hall", "by_video", "issued", "returned", "prepared_at",
    "announced_at",
)  # fmt: skip
DETAIL = (
    "rule_version", "rulebook", "rulebook_sha256", "measure", "rating", "voters", "quorum", "recusals",
    "chair", "chair_person", "declared_label", "declared_entered_by", "announced_label",
    "announced_entered_by", "scrutineers", "opened_at", "closed_at", "declared_at", "end_reason", "count_no",
)  # fmt: skip


def poll_line(poll: Poll) -> dict[str, Any]:
    """One line of the list."""
    outcome = queries.outcome_of(poll)
    return {
        "id": poll.public_id,
        **{name: getattr(poll, name) for name in LINE},
        "previous": poll.previous.public_id if poll.previous else "",
        "outcome": asdict(outcome) if outcome else None,
    }


def poll_detail(poll: Poll, actor: Actor) -> dict[str, Any]:
    """The whole poll for one reader; who has entered is told, never what."""
    sheet = queries.sheet_of(read_boxes(poll))
    return {
        **poll_line(poll),
        **{name: getattr(poll, name) for name in DETAIL},
        "quorum_text": quorum_word(poll),
        "roll": roll_for(poll, actor),
        "entered": [entry.side for entry in queries.entries_of(poll)],
        "cells": queries.entry_form_of(poll).cells(),
        "sheet_sha256": sheet.sha256 if sheet else "",
        "possible": [act for act in ACTS if possible(poll, actor, act)],
    }


def roll_for(poll: Poll, actor: Actor) -> list[dict[str, Any]]:
    """The roll; why somebody is outside the base is for the office and auditors alone."""
    if can_read_base_reason(actor, poll.jurisdiction):
        return list(poll.roll_rows)
    return [{**row, "reason": ""} for row in poll.roll_rows]


def count_detail(poll: Poll) -> dict[str, Any]:
    """Both entries and how they stand; the caller has judged who may see it."""
    count, shown = queries.count_of(poll), comparison(poll)
    assert count is not None
    sheet = queries.sheet_of(poll)
    return {
        "cells": [
            {"cell": one.where, "first": one.first, "second": one.second, "agrees": one.agrees}
            for one in count.cells.values()
        ],
        "checks": [asdict(check) for check in shown.checks],
        "matters": [
            {"where": one.where, "text": f"{one.link}：{one.text}" if one.link else one.text}
            for one in shown.matters
        ],
        "may_be_locked": count.may_be_locked,
        "corrections": [
            {
                "id": each.public_id,
                "state": each.state,
                "side": entry.side,
                "cell": each.cell,
                "old": each.old,
                "new": each.new,
                "reason": each.reason,
                "witness": each.witness,
                "by": each.corrected_label,
                "answered_by": each.answered_label,
                "at": each.corrected_at.isoformat(),
            }
            for entry in (count.first, count.second)
            for each in entry.corrections.all()
        ],
        "signatures": [
            {
                "capacity": one.capacity,
                "name": one.name,
                "way": one.way,
                "at": one.signed_at.isoformat(),
                "entered_by": one.signed_label,
                "drawing": one.drawing,
            }
            for one in (sheet.signatures.all() if sheet else [])
        ],
        "missing": [
            {"capacity": one.capacity, "name": one.name} for one in queries.missing_signers(poll)
        ],
    }

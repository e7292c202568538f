"""造规则簿: drafts and adopted versions for tests, by the same acts as a user's."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.tests.builders import make_bodies
from oversight.rulebooks import actions
from oversight.rulebooks.models import Rulebook


def deciding_body(place: Jurisdiction) -> Body:
    """The body that adopts in the place; the standard bodies are made where there are none."""
    kind = "standing_committee" if place.has_standing_committee else "presidium"
    return institutions.body_of_kind(place, kind) or make_bodies(place)[kind]


def make_draft(place: Jurisdiction, actor: Actor | None = None, **more: Any) -> Rulebook:
    """A draft of what is in force."""
    body = more.pop("body", None) or deciding_body(place)
    return actions.draft_version(actor or operator(), place, body=body, **more)


def change(draft: Rulebook, section: str, actor: Actor | None = None, **values: Any) -> Rulebook:
    """Some fields of a section of the draft changed."""
    whole = {**json.loads(draft.content)[section], **values}
    return actions.change_draft(
        actor or operator(), draft.jurisdiction, version=draft, section=section, values=whole
    )


def adopt(draft: Rulebook, actor: Actor | None = None, **more: Any) -> Rulebook:
    """The draft adopted by its own body, in force from the day of the meeting."""
    values: dict[str, Any] = {
        "body": draft.body,
        "term_no": 18,
        "meeting_no": 36,
        "on": date(2026, 1, 8),
        "paper_number": "示人常发〔2026〕3号",
        **more,
    }
    values.setdefault("valid_from", values["on"])
    return actions.adopt_version(actor or operator(), draft.jurisdiction, version=draft, **values)


def make_adopted(place: Jurisdiction, on: date = date(2026, 1, 8), **sections: Any) -> Rulebook:
    """An adopted version with fields changed: ``double_rise={"min_count": 20}``."""
    draft = make_draft(place)
    for name, values in sections.items():
        draft = change(draft, name, **values)
    return adopt(draft, on=on, paper_number=f"示人常发〔{on.year}〕3号")

"""造数据: filings for tests, made by the same acts as a user's."""

from __future__ import annotations

from datetime import date
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import body_of_kind
from oversight.institutions.tests.builders import make_bodies
from oversight.publications.filings import actions
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.models import Filing

TO_ALL = (("县委", "report_to"), ("县政府", "copy_up"), ("县委组织部", "copy_up"))


def make_filing(place: Jurisdiction, actor: Actor | None = None, **more: Any) -> Filing:
    """A drafted report up about a case."""
    if body_of_kind(place, "standing_committee") is None:
        make_bodies(place)
    values: dict[str, Any] = {
        "title": "关于专题询问县水利局情况的报告",
        "about": ("case", "casecasecase"),
        "paper_id": "",
        "action": ActionTaken(
            "case", "casecasecase", "decision1", "主任会议决定专题询问", date(2026, 7, 7)
        ),
        "recipients": TO_ALL,
        "text": "群众反映农村饮水问题集中。",
    }
    return actions.draft_report_up(actor or operator(), place, **values | more)


def send_filing(
    place: Jurisdiction,
    filing: Filing,
    on: date = date(2026, 7, 8),
    number: str = "临人常党〔2026〕3号",
) -> Filing:
    """The filing on its way."""
    return actions.send(
        operator(), place, filing, on=on, signed_by="陆景行", by="专人送达", number=number
    )


def make_sent(place: Jurisdiction, **more: Any) -> Filing:
    return send_filing(place, make_filing(place, **more))

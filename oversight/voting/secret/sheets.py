"""由开启的总和填计票报告单: locked at once where nobody voted on paper beside the cards; else by those who enter that."""

from __future__ import annotations

from django.utils import timezone

from oversight.audit.actors import system
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.voting.actions.locking import content_with_cards, digest
from oversight.voting.models import CountSheet, Poll


def lock_cards(poll: Poll) -> CountSheet:
    """The sheet follows from the opened total: no hand enters it, scrutineers sign it as any other."""
    with act(
        "voting.lock_cards",
        actor=system(),
        place=poll.jurisdiction.code,
        permitted=True,
        rule=poll.rule_version,
    ) as running:
        content = content_with_cards(poll, {})
        sheet = CountSheet(
            jurisdiction=poll.jurisdiction,
            poll=poll,
            count_no=poll.count_no,
            content=content,
            sha256=digest(content),
            locked_label=system().label[:100],
            locked_at=timezone.now(),
        )
        put(sheet)
        poll.state = "locked"
        put(poll)
        running.facts = {"poll": poll.public_id, "sha256": sheet.sha256, "count": poll.count_no}
    return sheet

"""由开启的总和填计票报告单: the cells of the cards' part, and the locked sheet where nobody voted on paper beside them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from oversight.audit.actors import system
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.voting.actions.locking import content_of_cells, digest
from oversight.voting.models import BallotBox, CountSheet, Poll
from oversight.voting.queries import form_of
from oversight.voting.rules.card_questions import cells_of
from oversight.voting.secret.queries import cards_of, rejected_of


def needs_paper(box: BallotBox) -> bool:
    """Whether some gave their card back for paper, so that two people enter those."""
    cards = cards_of(box)
    return cards is not None and cards.surrendered > 0


def card_cells(box: BallotBox) -> dict[str, int]:
    """The cells of the cards' part, once the total is opened."""
    form = form_of(box.poll)
    return cells_of(form, box.result or [], box.ballots or 0, rejected_of(box).count())


def lock_cards(poll: Poll, box: BallotBox) -> CountSheet:
    """The sheet follows from the opened total: no hand enters it, scrutineers sign it as any other."""
    with act(
        "voting.lock_cards",
        actor=system(),
        place=poll.jurisdiction.code,
        permitted=True,
        rule=poll.rule_version,
    ) as running:
        content = content_of(poll, box)
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


def content_of(poll: Poll, box: BallotBox) -> dict[str, Any]:
    """What the sheet says: figures, result, and of which total they are."""
    return content_of_cells(poll, form_of(poll), card_cells(box)) | {
        "box": {"election": box.uuid, "fingerprint": box.fingerprint, "tally": box.tally},
    }

"""公布的结果和追踪码: what the page of an announced vote by card tells everybody, as far as the rulebook lets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.rulebooks.sections.secret_ballots import OF_PERSONS
from oversight.voting import queries
from oversight.voting.announcing import as_written, beside_the_count
from oversight.voting.models import BallotBox, Poll
from oversight.voting.pages import grid
from oversight.voting.pages.words import entered_word, item_word, rule_word
from oversight.voting.rules.reach import votes_needed
from oversight.voting.secret import receipts
from oversight.voting.secret.publishing import archive_rule


@dataclass(frozen=True)
class Result:
    """公布的结果: as the chair announced it, with the counts of the signed sheet and its check value."""

    text: str
    by: str
    grids: Sequence[grid.Grid]
    item_word: str
    needed: str
    sheet: str


def result_of(poll: Poll) -> Result | None:
    """What was announced. Of persons it stands in the publication of the meeting alone; no count that is withheld."""
    outcome, sheet = queries.outcome_of(poll), queries.sheet_of(poll)
    if outcome is None or sheet is None or of_persons(poll):
        return None
    counts = archive_rule(poll) != "hash_only"
    return Result(
        text=beside_the_count(poll) if counts else as_written(poll.announcement),
        by=entered_word(poll.announced_label, poll.announced_entered_by),
        grids=grid.locked(poll, sheet) if counts else (),
        item_word=item_word(poll),
        needed=needed_word(poll),
        sheet=sheet.sha256,
    )


def of_persons(poll: Poll) -> bool:
    """Whether nothing but the check values is told here."""
    return bool(poll.candidates) or poll.matter in OF_PERSONS


def needed_word(poll: Poll) -> str:
    """赞成须 11 票及以上; "" where the rule is no majority of all."""
    least = votes_needed(poll.kind, poll.rule, poll.base)
    if least is None:
        return ""
    values = {"n": least, "base": poll.base, "rule": rule_word(poll)}
    return _("赞成须 %(n)d 票及以上（全体 %(base)d 人；%(rule)s）") % values


def trackers_of(box: BallotBox) -> list[str]:
    """追踪码 of every ballot that counts, by their characters: hashes alone, which tell of no choice and no time."""
    last = {
        card if box.may_revote and card else digest: digest
        for card, digest in box.board.order_by("batch").values_list("card", "hash")
    }
    return sorted(receipts.tracker_of(bytes.fromhex(digest)) for digest in last.values())

"""票决结果 (project_ballot@1): from the adopted measure and the counted figures to what is chosen (procedures §2.4, §4 e).

Majorities, quorum and sums are those of ``voting.rules``; this file only says what the measure makes of them. A tie
at the last place is voted on again among the tied alone, and there more votes win (地方组织法 art. 29 on persons, by
analogy, so the measure must say so). Nothing is chosen by the order of candidates, and nothing moves up by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from oversight.calendar.rules.reasons import Reason
from oversight.projects.rules import ballot_words as words
from oversight.voting.rules import bases, counting, ranking
from oversight.voting.rules.sheets import Finding, Sheet, broken_sums, is_void

CODE = "project_ballot@1"
BallotType = Literal["approve_each", "choose_up_to_k", "exactly_k", "rank"]
TieRule = Literal["revote_tied", "fewer", "all_tied"]
TooFewRule = Literal["vote_again", "next_meeting", "accept_fewer"]
Next = Literal[
    "announce", "revote_tied", "vote_again", "next_meeting", "confirm", "redo", "mend_sheet"
]
BINDING = frozenset({"revote_tied", "vote_again", "confirm", "redo", "mend_sheet"})
"""What must happen before a result is announced."""


@dataclass(frozen=True)
class Measure:
    """票决办法: what the meeting adopted before the vote. ``reserve``: what passes beyond the places is kept in reserve."""

    ballot_type: BallotType
    places: int
    majority: str = "congress_more_than_half_of_all"
    tie_rule: TieRule = "revote_tied"
    too_few_rule: TooFewRule = "vote_again"
    reserve: bool = True


@dataclass(frozen=True)
class Round:
    """一轮票决: the first over all candidates; ``tied`` among the tied; ``open`` for the places still open."""

    kind: Literal["first", "tied", "open"]
    names: tuple[str, ...]
    places: int


@dataclass(frozen=True)
class Outcome:
    """结果: every candidate is in just one of four lists; ``next`` is what the measure says must follow."""

    status: counting.Status
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()
    open_places: int = 0
    next: Next = "announce"
    reasons: tuple[Reason, ...] = ()
    points: Mapping[str, int] | None = None

    @property
    def may_be_announced(self) -> bool:
        return self.next not in BINDING

    @property
    def still_open(self) -> int:
        """Places that must be voted on before the result can be announced."""
        return self.open_places if self.next == "vote_again" else 0


def first_round(measure: Measure, names: Sequence[str]) -> Round:
    """All of the frozen list, for all places."""
    return Round("first", tuple(names), measure.places)


def decide(measure: Measure, sheet: Sheet, held: Round | None = None) -> Outcome:
    """What a counted sheet means under the measure; of a void or broken sheet nothing is chosen."""
    held = held or first_round(measure, [one.name for one in sheet.items])
    if tuple(sorted(one.name for one in sheet.items)) != tuple(sorted(held.names)):
        return unusable("refused", [Reason("other_names", words.OTHER_NAMES, {}, words.MEASURE)])
    if wrong := choices(measure, sheet, held):
        return unusable("refused", [wrong])
    rule = bases.MOST_VOTES if held.kind == "tied" else bases.RULES[measure.majority]
    found = counting.count(sheet, rule, held.places)
    if found.status != "valid":
        return unusable(found.status, [reason_of(one) for one in found.reasons])
    ordered = sorted(sheet.items, key=lambda one: -one.yes)
    passed = [one.name for one in ordered if rule.passes(one.yes, sheet.base)]
    taken = {*found.passed, *found.tied}
    beyond = tuple(name for name in passed if name not in taken)
    failed = tuple(one.name for one in ordered if one.name not in {*taken, *beyond})
    if held.kind == "tied":  # all of them passed in the round before
        beyond, failed = (*beyond, *failed), ()
        reasons = [most_votes(sheet, found.passed)]
    else:
        reasons = [
            reason_of(one) for one in found.reasons if one.code not in {"tied", "open_places"}
        ]
    placed = settled(measure, found.passed, found.tied, beyond, failed, held.places)
    return replace(placed, reasons=(*reasons, *placed.reasons))


def decide_ranked(
    measure: Measure, sheet: Sheet, places_given: Mapping[str, Sequence[int]]
) -> Outcome:
    """排序票: of every item how many ballots gave it the first, second … place; ``sheet`` has the ballots alone.

    Points order the items, yet a majority of all must adopt the list they make: ``next`` is "confirm".
    """
    if (void := is_void(sheet)) is not None:
        return unusable("void", [reason_of(void)])
    reasons = [reason_of(one) for one in broken_sums(replace(sheet, items=()))]
    reasons += crowded(places_given, sheet.valid, measure.places)
    rule = bases.RULES[measure.majority]
    if not rule.is_quorate(sheet.present, sheet.base):
        reasons.append(Reason("not_quorate", rule.quorum_text, {}, rule.basis))
    if reasons:
        return unusable("refused", reasons)
    found = ranking.rank_table(places_given, measure.places)
    taken = {*found.chosen, *found.tied}
    rest = sorted((one for one in places_given if one not in taken), key=lambda n: -found.points[n])
    beyond = tuple(name for name in rest if found.points[name])
    failed = tuple(name for name in rest if not found.points[name])
    placed = settled(measure, found.chosen, found.tied, beyond, failed, measure.places)
    follows: Next = "confirm" if placed.next in {"announce", "next_meeting"} else placed.next
    by_points = Reason("by_points", words.BY_POINTS, {}, words.MAJORITY)
    return replace(placed, next=follows, reasons=(by_points, *placed.reasons), points=found.points)


def confirmed(measure: Measure, outcome: Outcome, sheet: Sheet) -> Outcome:
    """A ranked list after the vote on it as a whole (one item); not adopted, nothing is chosen."""
    found = counting.count(sheet, bases.RULES[measure.majority])
    reasons = (*outcome.reasons, *(reason_of(one) for one in found.reasons))
    if found.status != "valid":
        return replace(outcome, status=found.status, next="redo", reasons=reasons)
    if found.passed:
        return replace(outcome, next="announce", reasons=reasons)
    left = (*outcome.chosen, *outcome.reserve, *outcome.not_chosen)
    return Outcome(
        "valid", (), outcome.tied, (), left, measure.places, "vote_again", reasons, outcome.points
    )


def settled(
    measure: Measure,
    chosen: tuple[str, ...],
    tied: tuple[str, ...],
    beyond: tuple[str, ...],
    failed: tuple[str, ...],
    places: int,
) -> Outcome:
    """The measure's rules on ties, on too few, and on what passed beyond the places."""
    follows: Next = "announce"
    reasons: list[Reason] = []
    if tied:
        values: dict[str, object] = {"names": "、".join(tied), "places": places - len(chosen)}
        code, text = words.TIES[measure.tie_rule]
        reasons.append(Reason(code, text, values, words.MEASURE))
        if measure.tie_rule == "revote_tied":
            follows = "revote_tied"
        elif measure.tie_rule == "all_tied":
            chosen, tied = (*chosen, *tied), ()
        else:
            beyond, tied = (*tied, *beyond), ()
    elif len(chosen) < places:
        left = {"count": places - len(chosen)}
        if measure.too_few_rule == "accept_fewer" or not failed:
            code, text = (
                ("fewer_accepted", words.FEWER) if failed else ("nothing_left", words.NOTHING_LEFT)
            )
        else:
            follows = measure.too_few_rule
            code, text = words.TOO_FEW[measure.too_few_rule]
        reasons.append(Reason(code, text, left, words.MEASURE))
    reserve, rest = (beyond, failed) if measure.reserve else ((), (*beyond, *failed))
    if reserve:
        reasons.append(
            Reason("in_reserve", words.RESERVE, {"names": "、".join(reserve)}, words.MEASURE)
        )
    open_places = max(0, places - len(chosen))
    return Outcome("valid", chosen, tied, reserve, rest, open_places, follows, tuple(reasons))


def next_round(outcome: Outcome) -> Round | None:
    """再次票决的范围: the tied alone for the places they tie for, or those not chosen for the open places."""
    if outcome.next == "revote_tied":
        return Round("tied", outcome.tied, outcome.open_places)
    if outcome.next in {"vote_again", "next_meeting"}:
        return Round("open", outcome.not_chosen, min(outcome.open_places, len(outcome.not_chosen)))
    return None


def joined(first: Outcome, held: Round, second: Outcome) -> Outcome:
    """Both rounds as one result; the first round's record is untouched, a void second round changes nothing.

    A ranked list is confirmed as a whole once nothing of it is tied or open.
    """
    reasons = (*first.reasons, *second.reasons)
    if second.status != "valid":
        return replace(first, reasons=reasons)
    voted = set(held.names)
    to_confirm = first.points is not None and second.may_be_announced
    kept = tuple(name for name in first.not_chosen if name not in voted)
    return replace(
        second,
        chosen=(*first.chosen, *second.chosen),
        reserve=(*second.reserve, *(name for name in first.reserve if name not in voted)),
        not_chosen=(*kept, *second.not_chosen),
        open_places=first.open_places - len(second.chosen),
        next="confirm" if to_confirm else second.next,
        reasons=reasons,
        points=first.points,
    )


def choices(measure: Measure, sheet: Sheet, held: Round) -> Reason | None:
    """Ballots that choose too many are invalid (选举法 art. 44), so the valid ones add up to no more; exactly k, to just k."""
    if measure.ballot_type not in {"choose_up_to_k", "exactly_k"} or is_void(sheet) is not None:
        return None
    given = sum(one.yes for one in sheet.items)
    ballots = sheet.valid if sheet.method == "paper" else sheet.present - sheet.not_pressed
    most = ballots * held.places
    values: dict[str, object] = {"given": given, "ballots": ballots, "places": held.places}
    if given > most:
        return Reason("too_many_choices", words.TOO_MANY, values, words.ELECTION_44)
    if measure.ballot_type == "exactly_k" and given < most:
        return Reason("too_few_choices", words.NOT_JUST_K, values, words.MEASURE)
    return None


def crowded(places_given: Mapping[str, Sequence[int]], valid: int, places: int) -> list[Reason]:
    """A ballot gives a place once and an item one place, so neither has more votes than there are ballots."""
    found = []
    for number in range(places):
        given = sum(row[number] for row in places_given.values() if number < len(row))
        if given > valid:
            values: dict[str, object] = {"place": number + 1, "given": given, "ballots": valid}
            found.append(Reason("place_given_too_often", words.CROWDED, values, words.MEASURE))
    for name, row in places_given.items():
        if sum(row) > valid or len(row) > places:
            found.append(
                Reason("item_placed_too_often", words.CROWDED_ITEM, {"name": name}, words.MEASURE)
            )
    return found


def unusable(status: counting.Status, reasons: Sequence[Reason]) -> Outcome:
    """A sheet of which nothing counts: void is voted again, refused is mended."""
    return Outcome(
        status, next="redo" if status == "void" else "mend_sheet", reasons=tuple(reasons)
    )


def most_votes(sheet: Sheet, passed: Sequence[str]) -> Reason:
    """Who won among the tied."""
    values: dict[str, object] = {"names": "、".join(passed) or "—", "count": len(sheet.items)}
    return Reason("most_votes", words.MOST_VOTES_WIN, values, words.MEASURE)


def reason_of(found: Finding) -> Reason:
    """A finding of the count as a reason."""
    return Reason(found.code, found.text, dict(found.values))

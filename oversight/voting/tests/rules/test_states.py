"""表决的状态机: a poll never reopens, whatever acts are tried in whatever order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from oversight.voting.rules.states import ENDED, ORDER, STEPS, VOTED, permits

ACTS = sorted(STEPS)


class PollMachine(RuleBasedStateMachine):
    """Tries any act; takes one of the states it may lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "prepared"
        self.voted = self.locked = False
        self.ended = ""

    @rule(act=st.sampled_from(ACTS), data=st.data())
    def attempt(self, act: str, data: st.DataObject) -> None:
        if not permits(act, self.state):
            return
        targets = STEPS[act].targets or frozenset({self.state})
        if act == "hold_again":  # another poll; this one stays as it is
            targets = frozenset({self.state})
        self.state = data.draw(st.sampled_from(sorted(targets)))
        self.voted = self.voted or self.state in VOTED
        self.locked = self.locked or self.state in {"locked", "signed", "announced"}
        self.ended = self.ended or (self.state if self.state in ENDED else "")

    @invariant()
    def a_closed_vote_never_opens_again(self) -> None:
        assert not (self.voted and self.state in {"prepared", "opened"})

    @invariant()
    def what_has_ended_stays_as_it_ended(self) -> None:
        assert not self.ended or self.state == self.ended

    @precondition(lambda self: self.locked)
    @invariant()
    def a_locked_count_is_never_corrected_but_counted_anew(self) -> None:
        if self.state == "counted":
            assert not permits("enter_counts", self.state)


TestPoll = PollMachine.TestCase


def test_the_only_way_to_the_result_is_through_every_step():
    ways = {
        (source, target)
        for act, step in STEPS.items()
        for source in step.sources
        for target in step.targets
        if source in ORDER and target in ORDER and ORDER.index(target) > ORDER.index(source)
        if act != "hold_again"
    }
    by_card = {("collected", "locked"), ("counted", "locked")}  # nobody enters an opened total
    assert ways == set(pairwise(ORDER)) | by_card


def test_only_a_recount_leads_back_and_never_before_the_collection():
    back = {
        act
        for act, step in STEPS.items()
        for source in step.sources
        for target in step.targets
        if act != "hold_again" and target in ORDER and ORDER.index(target) < ORDER.index(source)
    }
    assert back == {"order_recount"}
    assert STEPS["order_recount"].targets == {"collected"}

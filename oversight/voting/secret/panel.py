"""投票卡表决的各步: what is done, what comes next and who takes it, what stands in the way; said beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest

from oversight.audit.actors import Actor
from oversight.voting.models import Poll
from oversight.voting.secret import desks
from oversight.voting.secret import panel_steps as steps
from oversight.voting.secret.card_making import Making, of_making
from oversight.voting.secret.card_words import mark_words
from oversight.voting.secret.panel_steps import Stage
from oversight.voting.secret.queries import box_of
from oversight.voting.secret.reach_words import reach_facts
from oversight.voting.secret.showing import booth_address

BEFORE_MAKING = 2
"""Keys and the frozen ballot come before cards are printed: they show address and check value of the booth."""


@dataclass(frozen=True)
class Panel:
    """投票卡表决的各步. ``now`` changes with whatever changes the rest of the page; ``live``: asks again by itself."""

    stages: Sequence[Stage]
    now: str
    live: bool
    booth: str = ""
    desk: str = ""
    marks: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def current(self) -> Stage | None:
        own = [one for one in self.stages if not isinstance(one, Making)]
        return next((one for one in own if one.state in {"current", "late"}), None)


def panel(request: HttpRequest, poll: Poll, actor: Actor) -> Panel | None:
    """Every step of a vote by cards; None for another vote and for one that came to nothing."""
    if poll.method != "cards" or poll.state in {"void", "cancelled"}:
        return None
    box, trial = box_of(poll), box_of(poll, trial=True)
    booth = booth_address(request) if box is not None else ""
    stages = [steps.of_keys(poll, box, actor), steps.of_freezing(poll, box, actor)]
    if trial is not None:
        stages.append(steps.of_trial(poll, trial, actor))
    stages += [
        with_reach(poll, steps.of_list(poll, box, actor)),
        steps.of_voting(poll, box, actor),
        steps.of_checking(poll, box, actor),
        steps.of_declaring(poll, box),
        steps.of_opening(poll, box, actor),
    ]
    running = poll.state in {"prepared", "opened", "closed", "collected", "counted"}
    stages = only_one_current(stages)
    stages.insert(BEFORE_MAKING, of_making(poll, box, booth))
    server = request.build_absolute_uri("/").rstrip("/")
    return Panel(
        [at_server(one, server) for one in stages],
        now="-".join([poll.state, *(one.state for one in (trial, box) if one is not None)]),
        live=running and box is not None,
        booth=booth,
        desk=desks.address(request, desks.CARDS),
        marks=mark_words(box) if box is not None else (),
    )


def with_reach(poll: Poll, stage: Stage) -> Stage:
    """The list, with that nothing can pass where too few cards are on it."""
    return replace(stage, facts=[*stage.facts, *reach_facts(poll)])


def at_server(stage: Stage, server: str) -> Stage:
    """The same with this site's address in its commands."""
    named = [(where, line.replace("{server}", server)) for where, line in stage.commands]
    return replace(stage, commands=named)


def only_one_current(stages: Sequence[Stage]) -> list[Stage]:
    """The first step that is not done is the one at hand; of the others that could begin, none claims to be."""
    found, taken = [], False
    for one in stages:
        if taken and one.state == "current":
            one = replace(one, state="future")
        taken = taken or one.state == "current"
        found.append(one)
    return found

"""投票卡表决的下一步: the card at the head of the page, from the step at hand."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.ui.page import Act, NextStep
from oversight.voting.models import Poll
from oversight.voting.pages.course import facts, presiding, refusal
from oversight.voting.pages.possible import button, possible
from oversight.voting.secret.actions.running import is_trial_first
from oversight.voting.secret.panel import Panel
from oversight.voting.secret.queries import box_of, cards_of

FIRST = {"opened": "close_poll", "closed": "declare_collected"}
BESIDE = {
    "prepared": ("name_scrutineers", "name_presider", "issue_signing_code", "cancel_poll"),
    "opened": ("cancel_poll",),
    "closed": ("name_presider", "cancel_poll"),
    "collected": ("enter_counts", "issue_signing_code"),
    "counted": (),
}


def card_step(panel: Panel, poll: Poll, actor: Actor) -> NextStep | None:
    """The step at hand with its acts; None where the vote goes on as any other: entering, locking, signing."""
    stage = panel.current
    if stage is None or poll.state not in BESIDE:
        return None
    first = first_act(poll)
    acts = [button(poll, first)] if first and possible(poll, actor, first) else []
    acts += stage.acts
    acts += [button(poll, act) for act in BESIDE[poll.state] if possible(poll, actor, act)]
    who = presiding(poll) if first == "declare_collected" else stage.who
    return NextStep(
        title=stage.title or stage.name,
        facts=[(_("由谁"), who), *stage.facts, *facts(poll)],
        acts=[
            Act(one.label, one.url, one.icon, main=n == 0, download=one.download)
            for n, one in enumerate(acts)
        ],
        refusal=stage.why or refusal(poll, actor),
    )


def first_act(poll: Poll) -> str:
    """The act of the poll itself that comes next, once its box has come so far; "" before."""
    box, trial = box_of(poll), box_of(poll, trial=True)
    if poll.state == "prepared":
        listed = box is not None and cards_of(box) is not None
        waits = trial is not None and trial.state == "prepared" and is_trial_first(poll)
        runs = trial is not None and trial.state == "opened"
        return "open_poll" if listed and not runs and not waits else ""
    if poll.state == "closed" and (box is None or box.state != "tallied"):
        return ""
    return FIRST.get(poll.state, "")

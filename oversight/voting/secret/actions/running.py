"""电子投票的进行: opening and closing of a box, for the trial and for the vote; another method where a device fails.

A box opens with its journal's key, which is in no database, and closes once and for all; workers do the rest.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor, system
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.jobs.actions import enqueue
from oversight.voting import permissions
from oversight.voting.actions.support import locked, poll_url, require
from oversight.voting.models import BallotBox, BallotHead, Poll
from oversight.voting.rules.card_numbers import Cards, objection
from oversight.voting.secret import journal
from oversight.voting.secret.actions.support import require_state, required_box
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.keys_refusals import require_active
from oversight.voting.secret.queries import box_of, boxes_in, cards_of
from oversight.voting.secret.sharing import shared_out

WATCH = "voting.watch_box"


def open_trial(actor: Actor, place: Jurisdiction, poll: Poll) -> BallotBox:
    """开始试投: with the same cards and keys, before the vote itself."""
    with act(
        "voting.open_trial",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("open_trial", poll)
        box = required_box(poll, trial=True)
        open_box(box)
        running.facts = {"poll": poll.public_id, "election": box.uuid}
    return box


def close_trial(actor: Actor, place: Jurisdiction, poll: Poll) -> BallotBox:
    """结束试投."""
    with act(
        "voting.close_trial",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        box = required_box(poll, trial=True)
        close_box(box)
        running.facts = {"poll": poll.public_id, "election": box.uuid}
    return box


def open_main(poll: Poll) -> None:
    """Part of 开始表决: the box opens with the vote; refused while a trial runs or a number does not hold."""
    box = required_box(poll)
    trial = box_of(poll, trial=True)
    if trial is not None and trial.state == "opened":
        raise Refused("trial_running", _("试投还没有结束：先结束试投。"))
    if trial is not None and trial.state == "prepared" and is_trial_first(poll):
        text = _("规则簿规定先试投：先开始、结束试投，再开始表决。")
        raise Refused("trial_first", text, basis=poll.measure)
    open_box(box)


def is_trial_first(poll: Poll) -> bool:
    """Whether the rulebook that the vote was prepared under wants a trial before it."""
    return governing_poll(poll).section.trial_first


def open_box(box: BallotBox) -> None:
    """The list is fixed and fits the hall; a new journal key, shared out to the holders of the box's keys."""
    require_state(box, "prepared")
    require_active(box.key_set)
    check_folder()
    check_cards(box)
    key = journal.new_key(box.uuid)
    box.sealed_key = shared_out(box, key)
    box.state, box.opened_at = "opened", timezone.now()
    put(box)
    watch(box)


def check_folder() -> None:
    """The journal's key is kept in memory alone, where no other user of this machine reaches it."""
    try:
        path = journal.folder()
    except journal.FolderTakenError as error:
        text = _(
            "收票密钥的文件夹 %(path)s 属于这台机器的另一个用户，不能使用：请管理员查明、移走。"
        )
        raise Refused("folder_taken", text % {"path": error}) from error
    if not journal.is_in_memory(path):
        text = _("收票密钥的文件夹 %(path)s 不在内存里：请把 JIANNUO_RUN 设为内存文件系统。")
        raise Refused("no_memory_folder", text % {"path": path})


def check_cards(box: BallotBox) -> None:
    """The numbers hold still: somebody may have left since the list was fixed."""
    row = cards_of(box)
    if row is None:
        raise Refused("no_list", _("还没有确定投票卡名单。"))
    listed = row.handed_out
    cards = Cards(row.printed, row.left_over, row.spoiled, row.surrendered, row.handed_out, listed)
    found = objection(cards, box.poll.in_hall, governing_poll(box.poll).section.least_paper)
    if found is not None:
        raise Refused(found.code, _(found.text) % found.values)


def close_main(poll: Poll) -> None:
    """Part of 结束表决: no ballot that is not committed by now counts."""
    close_box(required_box(poll))


def close_box(box: BallotBox) -> None:
    require_state(box, "opened")
    box.state, box.closed_at = "closed", timezone.now()
    put(box)
    watch(box)


def watch(box: BallotBox, after: str = "") -> None:
    """Have the proofs checked and the board filled for as long as the box needs it.

    after  what it waited for: a task that saw it still missing may be about to end
    """
    enqueue(
        WATCH,
        place=box.jurisdiction,
        actor=system(),
        payload={"box": box.public_id, "state": box.state},
        unique_key=f"box:{box.public_id}:{box.state}:{after}",
        title=_("核验电子票：%(title)s") % {"title": box.poll.title},
        url=poll_url(box.poll),
        priority=100,
        max_attempts=1000,
    )


def show_close(actor: Actor, place: Jurisdiction, poll: Poll, *, at: datetime | None) -> BallotBox:
    """显示截止时间: a countdown on the wall and in the booth; nothing closes by itself. None takes it away."""
    with act(
        "voting.show_close",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        trial = box_of(poll, trial=True)
        is_trial = trial is not None and trial.state == "opened"
        box = required_box(poll, trial=is_trial)
        require_state(box, "opened")
        if at is not None and at <= timezone.now():
            raise Invalid("in_the_past", _("截止时间已经过了。"), where="at")
        box.closes_at = at
        put(box)
        running.facts = {"poll": poll.public_id, "at": at.isoformat() if at else ""}
    return box


def change_method(
    actor: Actor, place: Jurisdiction, poll: Poll, *, reason: str, decided_by: str
) -> Poll:
    """改用其他方式: the meeting decides where a device fails; what was cast stays sealed, the poll ends without result.

    Basis: 全国人大议事规则 art. 44 and 常委会议事规则 art. 48 by analogy. The vote is then held again by the other method.
    """
    with act(
        "voting.change_method",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
        basis=_("表决器系统发生故障时，改用其他方式表决"),
    ) as running:
        poll = locked(place, poll)
        require("change_method", poll)
        required_box(poll)
        decided_by = said(decided_by, "decided_by", "no_name", _("没有写由谁决定。"))
        reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        poll.end_reason = _("%(reason)s（%(who)s决定改用其他方式）") % {
            "reason": reason,
            "who": decided_by,
        }
        seal_boxes(poll, poll.end_reason)
        poll.state = "cancelled"
        put(poll)
        running.note = poll.end_reason[:300]
        running.facts = {"poll": poll.public_id, "decided_by": decided_by}
    return poll


def seal_boxes(poll: Poll, reason: str) -> None:
    """封存: boxes that were not opened stay closed for ever; the journal's key is forgotten with the commit."""
    for box in boxes_in(poll.jurisdiction).filter(poll=poll).exclude(state="decrypted"):
        had_key = box.state in {"opened", "closed"}
        box.state, box.end_reason, box.sealed_key = "sealed", reason[:300], []
        put(box)
        BallotHead.objects.filter(box=box).update(marks=[])
        uuid = box.uuid
        transaction.on_commit(lambda uuid=uuid: journal.forget_key(uuid))
        if had_key:
            watch(box)  # forgets it too, should this process be killed in between

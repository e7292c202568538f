"""哪一份名单是哪一次投票的: by the number in the file's name, by what is said, by a list that is here already.

The credentials themselves do not tell for which election they were derived, so a list given for the wrong one is
taken in by its form; nobody could vote with it.
"""

from __future__ import annotations

import re
from collections.abc import Set

from django.utils.translation import gettext as _
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.elections import BASE_58, UUID_LENGTH

from oversight.audit.errors import Invalid
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret.board import received
from oversight.voting.secret.queries import box_of, boxes_in, cards_of

WORD = re.compile(f"[{BASE_58}]{{{UUID_LENGTH},100}}")


def which_of(box: BallotBox) -> str:
    """试投 or 正式投票, as it stands beside the number of the election."""
    return _("试投") if box.trial else _("正式投票")


def list_commands(poll: Poll) -> list[tuple[str, str]]:
    """What the ticket office runs, and which number in it is which: one list an election, of several into a folder."""
    found = [box_of(poll, trial=True), box_of(poll)]
    missing = [one for one in found if one and one.state == "prepared" and cards_of(one) is None]
    if not missing:
        return []
    elections = " ".join(f"--uuid {box.uuid}" for box in missing)
    trial = "".join(f" --trial {box.uuid}" for box in missing if box.trial)
    out = f"{missing[0].uuid}.json" if len(missing) == 1 else "lists"
    group, count = missing[0].key_set.group, _("发出张数")
    command = (
        f"jiannuo-ballot cards list --codes codes.txt --left-over left.txt --scan"
        f" --handed-out <{count}> {elections}{trial} --group {group} --out {out}"
    )
    text = _("%(which)s是 %(uuid)s")
    which = _("，").join(text % {"which": which_of(box), "uuid": box.uuid} for box in missing)
    return [(_("票证组的电脑上（编号：%(which)s）") % {"which": which}, command)]


def numbers_in(name: str) -> Set[str]:
    """What in the name of a file may be the number of an election."""
    return {
        word[at : at + UUID_LENGTH]
        for word in WORD.findall(name)
        for at in range(len(word) - UUID_LENGTH + 1)
    }


def is_named(box: BallotBox, name: str) -> bool:
    """Whether the name of a file says that its list is of this box."""
    return box.uuid in name


def refuse_anothers(box: BallotBox, credentials: bytes, name: str = "", uuid: str = "") -> None:
    """One set of cards has a list for each election: that of another would let nobody vote in this one."""
    if uuid and uuid != box.uuid:
        raise Invalid("list_of_another", said_of(box, other_by(box, {uuid})), where="uuid")
    if not is_named(box, name):
        other = other_by(box, numbers_in(name))
        if other is not None:
            raise Invalid("list_of_another", said_of(box, other), where="credentials")
    refuse_registered(box, credentials)


def other_by(box: BallotBox, numbers: Set[str]) -> BallotBox | None:
    """The box of the place that has one of the numbers."""
    rows = boxes_in(box.jurisdiction).filter(uuid__in=numbers).exclude(pk=box.pk)
    return rows.first() if numbers else None


def said_of(box: BallotBox, other: BallotBox | None) -> str:
    """Whose list was given, and which is wanted."""
    wanted = {"which": which_of(box), "uuid": box.uuid}
    if other is None:
        text = _("这不是%(which)s的名单：请选编号 %(uuid)s 的那一份。")
        return text % wanted
    values = {**wanted, "other": which_of(other), "others": other.uuid}
    if other.poll_id == box.poll_id:
        text = _(
            "这是%(other)s的名单（编号 %(others)s），%(which)s用不上：请选编号 %(uuid)s 的那一份。"
        )
        return text % values
    text = _(
        "这是“%(title)s”%(other)s的名单（编号 %(others)s）。这里要的是%(which)s的，编号 %(uuid)s。"
    )
    return text % {**values, "title": other.poll.title}


def refuse_registered(box: BallotBox, credentials: bytes) -> None:
    """The same list for trial and vote: only ballots that were taken tell whose it is.

    Of a trial that took none the list may have been given wrongly, and it stands in the way of nothing any more.
    """
    other = box_of(box.poll, trial=not box.trial)
    cards = cards_of(other) if other is not None else None
    if other is None or cards is None or cards.sha256 != hex_hash(credentials):
        return
    if other.state == "prepared":
        text = _(
            "这一份已经登记为%(other)s的名单，两次投票的名单不会相同。"
            "是%(other)s用错了的，先更换%(other)s的名单（编号 %(others)s）；"
            "是现在选错了的，请选编号 %(uuid)s 的那一份。"
        )
        values = {"other": which_of(other), "others": other.uuid, "uuid": box.uuid}
        raise Invalid("list_of_another", text % values, where="credentials")
    if other.ballots or received(other):
        raise Invalid("list_of_another", said_of(box, other), where="credentials")

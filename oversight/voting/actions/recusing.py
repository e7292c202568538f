"""回避的登记: declared by hand before the vote begins, each with its reason; and a declaration taken back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.preparing import recuse
from oversight.voting.actions.support import locked, require
from oversight.voting.models import Poll
from oversight.voting.queries import recusals_of
from oversight.voting.rules.recusal import Recusal
from oversight.voting.values import RollRow


def declare_recusal(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    name: str,
    options: Sequence[str],
    reason: str,
) -> Poll:
    """登记回避: somebody of the roll leaves the denominator of these options, by name and with the reason."""
    with act(
        "voting.declare_recusal",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("declare_recusal", poll)
        refuse_majorities(poll)
        row = roll_row(poll, name)
        reason = said(reason, "reason", "no_reason", _("没有写原因。"))[:200]
        before = recusals_of(poll)
        rows = [one for one in before if not one.by_rule]
        for option in checked_options(poll, options):
            if any(one.option == option and is_row(one, row) for one in before):
                text = _("%(name)s已经对“%(option)s”回避。") % {"name": name, "option": option}
                raise Invalid("recused_already", text, where="options")
            rows.append(Recusal(option, row.person, row.name, reason))
        recuse(poll, rows)
        put(poll)
        running.note = reason
        running.facts = {"poll": poll.public_id, "name": row.name, "options": list(options)}
    return poll


def withdraw_recusal(
    actor: Actor, place: Jurisdiction, poll: Poll, *, name: str, option: str, reason: str
) -> Poll:
    """撤回登记的回避: declared by mistake; what the register says is mended there, and the vote prepared anew.

    name  the person's name as on the roll, or public id
    """
    with act(
        "voting.withdraw_recusal",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("withdraw_recusal", poll)
        before = recusals_of(poll)
        found = one_recusal(before, name, option)
        if found.by_rule:
            text = _("这一条按人员名册认定；名册有误的，改正后取消表决重新准备。")
            raise Refused("found_by_rule", text, where="name")
        running.note = said(reason, "reason", "no_reason", _("没有写原因。"))[:200]
        recuse(poll, [one for one in before if not one.by_rule and one != found])
        put(poll)
        running.facts = {"poll": poll.public_id, "name": found.name, "option": option}
    return poll


def one_recusal(rows: Sequence[Recusal], name: str, option: str) -> Recusal:
    """Which recusal is meant; of namesakes the public id says whose."""
    meant = [one for one in rows if one.option == option and name in {one.name, one.person}]
    if not meant or not name:
        raise Invalid("not_recused", _("没有登记这一条回避。"), where="name")
    if len(meant) > 1:
        text = _("对“%(option)s”回避的有两人叫%(name)s，请用编号说明是谁。")
        raise Invalid("two_of_this_name", text % {"option": option, "name": name}, where="name")
    return meant[0]


def refuse_majorities(poll: Poll) -> None:
    """The statutory majority is of all deputies or members: its base never shrinks."""
    if poll.kind != "satisfaction":
        text = _("只有测评登记回避；按全体过半数计算的，基数不因回避减少。")
        raise Refused(
            "recusal_in_ratings_only", text, basis=_("《地方组织法》第二十五条、第五十一条")
        )


def roll_row(poll: Poll, name: str) -> RollRow:
    """Who of the roll is meant; of namesakes the public id says whose, never the first of them."""
    name = said(name, "name", "no_name", _("没有写姓名。"))
    meant = [row for row in poll.roll.rows if name in {row.name, row.person}]
    if not meant:
        text = _("名册上没有%(name)s。") % {"name": name}
        raise Invalid("not_on_the_roll", text, where="name")
    if len(meant) > 1:
        text = _("名册上有 %(count)d 人叫%(name)s，请用编号说明是谁：%(choices)s。")
        ids = "、".join(row.person or _("没有编号") for row in meant)
        values = {"count": len(meant), "name": name, "choices": ids}
        raise Invalid("two_of_this_name", text % values, where="name")
    return meant[0]


def checked_options(poll: Poll, options: Sequence[str]) -> list[str]:
    """At least one, each on the ballot."""
    if not options:
        raise Invalid("no_options", _("没有选对哪一项回避。"), where="options")
    for option in options:
        if option not in poll.options:
            text = _("表决的各项里没有“%(name)s”。") % {"name": option}
            raise Invalid("unknown_option", text, where="options")
    return list(dict.fromkeys(options))


def is_row(one: Recusal, row: RollRow) -> bool:
    return one.person == row.person if row.person and one.person else one.name == row.name

"""进行表决: open, close once and for all, and the chair's word whether it is valid."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.named import lock_named
from oversight.voting.actions.support import locked, require, tell, tell_presider
from oversight.voting.models import Poll
from oversight.voting.pages.words import kept_basis
from oversight.voting.presiding import require_presiding, take_presider
from oversight.voting.rules.bases import quorum_rule
from oversight.voting.rules.sheet_form import FOLLOWING, WITH_BALLOTS
from oversight.voting.secret.actions.opening import ballots_collected
from oversight.voting.secret.actions.running import close_main, open_main
from oversight.voting.secret.queries import papers_beside


def open_poll(actor: Actor, place: Jurisdiction, poll: Poll) -> Poll:
    """开始表决: with a quorum, and on paper with scrutineers."""
    with act(
        "voting.open_poll",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("open_poll", poll)
        check_ready(poll)
        if poll.method == "cards":
            open_main(poll)
        poll.state, poll.opened_at = "opened", timezone.now()
        put(poll)
        running.facts = {"poll": poll.public_id}
    return poll


def check_ready(poll: Poll) -> None:
    """A quorum, and on paper who watches."""
    check_quorum(poll)
    if poll.method in WITH_BALLOTS and not poll.scrutineers:
        raise Refused("no_scrutineers", _("用票的表决须先确定监票人，其中一名总监票人。"))
    if poll.method in FOLLOWING and not poll.scrutineers:
        raise Refused("no_scrutineers", _("记名表决须先确定监票人，由监票人在计票报告单上签字。"))


def check_quorum(poll: Poll) -> None:
    """法定人数: of the body that votes, whatever the rule of the count; nobody votes where nobody is present."""
    rule = quorum_rule(poll.quorum, poll.rule)
    if rule is not None and not rule.is_quorate(poll.present, poll.base):
        raise Refused("not_quorate", _(rule.quorum_text), basis=_(rule.basis))
    if not poll.present:
        raise Refused("nobody_present", _("没有人出席，不能表决。"))


def close_poll(actor: Actor, place: Jurisdiction, poll: Poll) -> Poll:
    """结束表决: a closed poll never reopens."""
    with act(
        "voting.close_poll",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("close_poll", poll)
        poll.state, poll.closed_at = "closed", timezone.now()
        put(poll)
        running.facts = {"poll": poll.public_id}
        if poll.method == "cards":
            close_main(poll)  # the presider is told once every ballot is checked
            return poll
        title = _("%(title)s：请宣布表决是否有效") % {"title": poll.title}
        tell_presider(poll, "declare", title)
    return poll


def name_presider(
    actor: Actor, place: Jurisdiction, poll: Poll, *, name: str, reason: str = ""
) -> Poll:
    """登记主持人: an executive chair of the presidium or a deputy chair presides; never one who is voted on.

    reason  why another presides; once the vote is opened it must be said
    """
    with act(
        "voting.name_presider",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("name_presider", poll)
        before = poll.chair
        take_presider(poll, said(name, "name", "no_name", _("没有写主持人的姓名。")))
        put(poll)
        if poll.state != "prepared":
            reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        running.note = reason.replace("\x00", "").strip()[:200]
        running.facts = {"poll": poll.public_id, "name": poll.chair, "before": before}
        if poll.state in {"closed", "signed"}:
            title = _("%(title)s：请主持这次表决的宣布") % {"title": poll.title}
            tell_presider(poll, f"preside:{poll.state}:{poll.chair}", title)
    return poll


def declare_collected(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    issued: int | None = None,
    returned: int | None = None,
) -> Poll:
    """宣布表决有效或无效: by who presides; on paper by the ballots issued and returned; more returned than issued is void."""
    with act(
        "voting.declare_collected",
        actor=actor,
        place=place.code,
        permitted=permissions.can_preside(actor, place),
        basis=kept_basis(poll) if poll.method in WITH_BALLOTS else "",
    ) as running:
        poll = locked(place, poll)
        require("declare_collected", poll)
        poll.declared_label, poll.declared_entered_by = require_presiding(actor, poll)
        if poll.method == "cards":
            issued, returned = ballots_collected(poll, issued, returned)
        check_ballots(poll, issued, returned)
        poll.issued, poll.returned = issued, returned
        poll.declared_at = timezone.now()
        poll.state = "collected"
        if issued is not None and returned is not None and returned > issued:
            poll.state = "void"
            text = _("收回 %(returned)d 张，多于发出的 %(issued)d 张：整个表决无效，重新投票。")
            poll.end_reason = text % {"returned": returned, "issued": issued}
        put(poll)
        running.facts = {
            "poll": poll.public_id,
            "valid": poll.state == "collected",
            "presided_by": poll.declared_label,
            "entered_on_behalf": bool(poll.declared_entered_by),
        }
        if poll.state == "collected" and awaits_entries(poll):
            title = _("%(title)s：请两人分别录入计票") % {"title": poll.title}
            tell(poll, ("clerk", "reviewer"), f"count:{poll.count_no}", title)
        if poll.state == "collected" and poll.method == "named":
            lock_named(poll)
    return poll


def awaits_entries(poll: Poll) -> bool:
    """Whether people enter a count: of cards only what was voted on paper beside them, of votes by name nothing."""
    return poll.method not in FOLLOWING or papers_beside(poll) > 0


def check_ballots(poll: Poll, issued: int | None, returned: int | None) -> None:
    """发出、收回: on paper both, elsewhere neither; nobody outside the hall gets a ballot."""
    if poll.method not in WITH_BALLOTS:
        if issued is not None or returned is not None:
            raise Invalid(
                "no_ballots_here", _("不用纸质票的表决没有发出、收回票数。"), where="issued"
            )
        return
    for name, count in (("issued", issued), ("returned", returned)):
        if count is None or not 0 <= count <= 100_000:
            raise Invalid("missing_figure", _("没有写票数。"), where=name)
    if issued is not None and issued > poll.in_hall:
        text = _("发出 %(issued)d 张，多于会场实到 %(present)d 人。")
        values = {"issued": issued, "present": poll.in_hall}
        raise Invalid("issued_above_present", text % values, where="issued")

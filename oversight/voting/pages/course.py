"""表决的全程与下一步: the chain of its states, and the card that says who does what now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.links.resolving import resolve
from oversight.ui import formats
from oversight.ui.formats import check_value
from oversight.ui.page import Act, NextStep, Step
from oversight.voting import permissions, queries
from oversight.voting.actions.rounds import OF_A_MEETING
from oversight.voting.actions.support import poll_url
from oversight.voting.models import Poll, SheetSignature
from oversight.voting.pages.named import progress_word
from oversight.voting.pages.possible import button, may_be_held_again, possible
from oversight.voting.pages.words import (
    basis_word,
    entered_word,
    quorum_word,
    round_word,
    rule_word,
    scrutineer_words,
)
from oversight.voting.queries.presiding import account_of_presider
from oversight.voting.rules.bases import quorum_rule
from oversight.voting.rules.sheet_form import WITH_BALLOTS
from oversight.voting.rules.states import ORDER
from oversight.voting.secret.queries import box_of, papers_beside
from oversight.voting.secret.reach_words import reach_facts


def chain(poll: Poll) -> list[Step]:
    """准备 to 宣布结果; a void or cancelled vote stops where it was."""
    names = {
        "prepared": _("准备"),
        "opened": _("表决"),
        "closed": _("宣布有效"),
        "collected": _("两人录入"),
        "counted": _("核对锁定"),
        "locked": _("签字"),
        "signed": _("宣布结果"),
    }
    if poll.method == "cards":
        names |= {
            "prepared": _("准备和试投"),
            "closed": _("核验和宣布有效"),
            "collected": _("开启"),
        }
        if not papers_beside(poll):
            del names["counted"]
    if poll.method == "named":
        del names["collected"], names["counted"]
    when = {
        "prepared": poll.prepared_at,
        "opened": poll.closed_at,
        "closed": poll.declared_at,
        "signed": poll.announced_at,
    }
    state = stopped_at(poll)
    reached = ORDER.index(state)
    found = []
    for code, name in names.items():
        number = ORDER.index(code)
        mark = "done" if number < reached else "future"
        if number == reached:
            mark = "stopped" if poll.state in {"void", "cancelled"} else "current"
        notes = [clock(when.get(code))] if mark == "done" and when.get(code) else []
        if mark == "stopped":
            notes = [str(poll.get_state_display())]
        found.append(Step(name, mark, notes=notes))
    return found


def stopped_at(poll: Poll) -> str:
    """The state in the order of states; where a vote without result stopped."""
    if poll.state == "void":
        return "closed"
    if poll.state == "cancelled":
        return "closed" if poll.closed_at else "opened" if poll.opened_at else "prepared"
    return poll.state


def clock(moment: datetime | None) -> str:
    return formats.short_moment(timezone.localtime(moment)) if moment else ""


def next_card(poll: Poll, actor: Actor) -> NextStep | None:
    """The card; None where nothing is left to do."""
    if poll.state in {"announced", "cancelled", "void"}:
        return again_card(poll, actor)
    title, who, acts = {
        "prepared": (
            _("开始表决"),
            office(poll),
            [
                "open_poll",
                "name_scrutineers",
                "issue_signing_code",
                "declare_recusal",
                "withdraw_recusal",
                "cancel_poll",
            ],
        ),
        "opened": (
            _("结束表决"),
            office(poll),
            ["cast_by_name", "enter_by_name", "close_poll", "cancel_poll"],
        ),
        "closed": (
            _("主持人宣布表决是否有效"),
            presiding(poll),
            ["declare_collected", "name_presider", "cancel_poll"],
        ),
        "collected": (_("两人分别录入计票"), tellers(poll), ["enter_counts", "issue_signing_code"]),
        "counted": (_("核对两次录入"), entrants(poll), ["lock_sheet", "order_recount"]),
        "locked": (
            _("在计票报告单上签字"),
            signers(poll),
            ["sign_sheet", "issue_signing_code", "order_recount"],
        ),
        "signed": (
            _("主持人宣布结果"),
            presiding(poll),
            ["announce", "name_presider", "order_recount"],
        ),
    }[poll.state]
    if poll.method == "named" and poll.state == "opened":
        title = _("各人记名表决，然后结束表决")
    acts = [act for act in acts if act != "lock_sheet" and possible(poll, actor, act)]
    buttons = [button(poll, act) for act in acts]
    if queries.may_see_count(actor, poll):
        words = _("核对计票报告单") if poll.state == "counted" else _("看计票报告单")
        buttons.insert(0 if poll.state == "counted" else 1, Act(words, poll_url(poll, "count")))
    return NextStep(
        title=title,
        facts=[(_("由谁"), who), *facts(poll)],
        acts=[Act(one.label, one.url, main=n == 0) for n, one in enumerate(buttons)],
        refusal=refusal(poll, actor),
    )


def facts(poll: Poll) -> list[tuple[str, str]]:
    """What must be known for the step."""
    heads = _("应到 %(base)d 人，实到 %(present)d 人") % {
        "base": poll.base,
        "present": poll.present,
    }
    if poll.by_video:
        heads += _("（其中视频 %(video)d 人）") % {"video": poll.by_video}
    found = [(_("人数"), heads)]
    if word := quorum_word(poll):
        found.append((_("法定人数"), word))
    if poll.method == "named" and poll.state in {"opened", "closed"}:
        found.append((_("进度"), progress_word(poll)))
    if poll.recusals:
        found.append((_("回避"), recused_words(poll)))
    if poll.issued is not None:
        values = {"issued": poll.issued, "returned": poll.returned}
        found.append((_("票数"), _("发出 %(issued)d 张，收回 %(returned)d 张") % values))
    rule = _("%(rule)s（%(basis)s）") % {"rule": rule_word(poll), "basis": basis_word(poll)}
    return [*found, (_("计票规则"), rule), *reach_facts(poll)]


def recused_words(poll: Poll) -> str:
    """县民政局 2 人，县水利局 1 人."""
    form = queries.form_of(poll)
    counts = zip(form.options, form.recused, strict=True)
    return _("，").join(
        _("%(name)s %(count)d 人") % {"name": name, "count": count}
        for name, count in counts
        if count
    )


def office(poll: Poll) -> str:
    return _("办公室，按主持人的要求")


def presiding(poll: Poll) -> str:
    """Who presides, by name where known, and whether with an own account."""
    if not poll.chair:
        return _("主持人（主任、主席）")
    if account_of_presider(poll) is not None:
        return _("主持人%(name)s，用自己的账号") % {"name": poll.chair}
    return _("主持人%(name)s，由办公室代为登记") % {"name": poll.chair}


def tellers(poll: Poll) -> str:
    """Who has entered, and that another must."""
    entries = queries.entries_of(poll)
    if not entries:
        return _("两名计票人，互相看不到对方录入的数")
    return _("%(name)s已录入；还须另一名计票人录入") % {"name": entries[0].entered_label}


def entrants(poll: Poll) -> str:
    return _("、").join(entry.entered_label for entry in queries.entries_of(poll))


def signers(poll: Poll) -> str:
    """Whose signature is missing."""
    words = dict(SheetSignature.CAPACITIES)
    return _("、").join(
        _("%(capacity)s%(name)s") % {"capacity": words[each.capacity], "name": each.name}
        for each in queries.missing_signers(poll)
    )


def refusal(poll: Poll, actor: Actor) -> str:
    """What stands in the way, said beside the button."""
    if poll.state == "prepared":
        rule = quorum_rule(poll.quorum, poll.rule)
        if rule is not None and not rule.is_quorate(poll.present, poll.base):
            return _(rule.quorum_text)
        if poll.method in WITH_BALLOTS and not poll.scrutineers:
            return _("用票的表决须先确定监票人，其中一名总监票人。")
        if poll.method == "named" and not poll.scrutineers:
            return _("记名表决须先确定监票人，由监票人在计票报告单上签字。")
        return ""
    if poll.state == "collected" and queries.counts.has_entered(actor, poll):
        return _("你已经录入。另一次由另一人录入，录完才能对照。")
    if poll.method == "named" and poll.state in {"opened", "closed", "locked", "signed"}:
        return _("宣布以前，谁怎样表决只有本人看得到，唱名的由办公室登记。")
    if poll.state in {"collected", "counted", "locked", "signed"}:
        return _("宣布以前，票数只有计票人、监票人看得到；签字齐全以后主持人也看得到。")
    return ""


def again_card(poll: Poll, actor: Actor) -> NextStep | None:
    """再次表决, where it may be; a vote that a meeting put is held again there."""
    acts = [button(poll, "hold_again", main=True)]
    if poll.about_kind == OF_A_MEETING:
        linked = resolve(actor, poll.jurisdiction, poll.about_kind, poll.about_id)
        may = permissions.can_prepare(actor, poll.jurisdiction) and may_be_held_again(poll)
        if not may or linked is None or not linked.url:
            return None
        acts = [Act(_("看议题，会议还在开的再次付表决"), linked.url, main=True)]
    elif not possible(poll, actor, "hold_again"):
        return None
    why = poll.end_reason
    outcome = queries.outcome_of(poll)
    if outcome is not None and outcome.tied:
        why = _("%(names)s得票相同，只对这几项再次表决") % {"names": _("、").join(outcome.tied)}
    elif outcome is not None:
        why = _("还缺 %(count)d 项，由通过的办法决定") % {"count": outcome.open_places or 0}
    return NextStep(
        title=_("再次表决"),
        facts=[(_("由谁"), office(poll)), (_("原因"), why), (_("名册"), _("重新冻结"))],
        acts=acts,
    )


def about_facts(poll: Poll) -> Sequence[tuple[str, str]]:
    """The poll in words: kind, method, rule, options, who presides and watches."""
    found = [
        (_("种类"), str(poll.get_kind_display())),
        (_("方式"), method_word(poll)),
        (_("计票规则"), rule_word(poll)),
        (_("依据"), basis_word(poll)),
    ]
    if poll.k is not None:
        values = {"count": len(poll.options), "k": poll.k}
        found.append((_("应选"), _("%(count)d 项选 %(k)d 项") % values))
    if poll.voters:
        found.append((_("表决人"), poll.voters))
    if word := quorum_word(poll):
        found.append((_("法定人数"), word))
    if poll.chair:
        found.append((_("主持人"), poll.chair))
    if poll.declared_label:
        word = entered_word(poll.declared_label, poll.declared_entered_by)
        found.append((_("宣布有效或无效"), word))
    if poll.scrutineers:
        found.append((_("监票人"), scrutineer_words(poll.scrutineers)))
    if word := round_word(poll):
        found.append((_("轮次"), word))
    if (box := box_of(poll) if poll.method == "cards" else None) is not None:
        found.append((_("选举编号"), box.uuid))
        found.append((_("选举指纹"), check_value(box.fingerprint, full=True)))
    return found


def method_word(poll: Poll) -> str:
    word = str(poll.get_method_display())
    if not poll.secret:
        return word
    # whoever votes by hand by video is seen
    text = _("%(method)s，会场无记名") if poll.method == "mixed" else _("%(method)s，无记名")
    return text % {"method": word}

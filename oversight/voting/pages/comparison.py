"""对照页的内容: tables, what keeps the sheet from being locked, the list of checks, every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.voting import queries
from oversight.voting.models import CountCorrection, Poll
from oversight.voting.pages import grid
from oversight.voting.pages.course import method_word
from oversight.voting.pages.words import cell_word, item_word, quorum_word
from oversight.voting.queries import Count
from oversight.voting.queries.counts import may_answer, proposed_corrections
from oversight.voting.rules.bases import needed_of, quorum_rule
from oversight.voting.rules.sheet_form import SheetForm


@dataclass(frozen=True)
class Change:
    """改动记录的一条."""

    at: datetime
    text: str
    who: str


@dataclass(frozen=True)
class Proposal:
    """一处等待确认的改动: what, by whom, whose word it waits for."""

    key: str
    text: str
    who: str
    may_answer: bool


@dataclass(frozen=True)
class Comparison:
    """The whole page."""

    lead: str
    item_word: str
    grids: Sequence[grid.Grid]
    matters: Sequence[grid.Matter]
    checks: Sequence[grid.CheckRow]
    changes: Sequence[Change]
    may_be_locked: bool


def proposals(poll: Poll, actor: Actor) -> list[Proposal]:
    """What waits to be confirmed."""
    form, found = queries.entry_form_of(poll), []
    for one in proposed_corrections(poll):
        values = {"name": one.corrected_label, "owner": one.entry.entered_label}
        text = _("%(name)s提出，由%(owner)s或者监票人用自己的账号确认")
        found.append(
            Proposal(
                one.public_id,
                correction_words(form, one, one.entry.side),
                text % values,
                may_answer(actor, poll, one),
            )
        )
    return found


def correction_words(form: SheetForm, one: CountCorrection, side: str) -> str:
    """第 1 行“赞成”：甲 20 改为 21，看原票."""
    values = {
        "cell": cell_word(form, one.cell),
        "side": {"first": _("甲"), "second": _("乙")}[side],
        "old": one.old,
        "new": one.new,
        "reason": one.reason,
    }
    return _("%(cell)s：%(side)s %(old)d 改为 %(new)d，%(reason)s") % values


def answer_words(one: CountCorrection) -> str:
    """What became of a correction of another's entry."""
    if one.state == "proposed":
        return _("，待确认")
    if one.state == "refused":
        return _("，%(name)s没有确认：%(reason)s") % {
            "name": one.answered_label,
            "reason": one.answer,
        }
    return _("，%(name)s确认") % {"name": one.answered_label} if one.answered_label else ""


def comparison(poll: Poll) -> Comparison:
    """Only for a poll with both entries."""
    count = queries.count_of(poll)
    assert count is not None
    return Comparison(
        lead=lead(poll, count),
        item_word=item_word(poll),
        grids=grid.compared(count),
        matters=grid.matters(count),
        checks=grid.check_rows(poll, count, quorum_words(poll)),
        changes=[*changes(count), *recounts(poll)],
        may_be_locked=count.may_be_locked,
    )


def lead(poll: Poll, count: Count) -> str:
    """What is counted, how, by whom."""
    values = {
        "title": poll.title,
        "count": len(poll.options),
        "method": method_word(poll),
        "first": count.first.entered_label,
        "second": count.second.entered_label,
    }
    text = _("%(title)s，%(count)d 项 · %(method)s · 甲 %(first)s、乙 %(second)s 分别录入完毕")
    return text % values


def quorum_words(poll: Poll) -> str:
    """应到 240，法定 160，已达到."""
    rule = quorum_rule(poll.quorum, poll.rule)
    if rule is None:
        text = _("应到 %(base)d") % {"base": poll.base}
        return f"{text}，{word}" if (word := quorum_word(poll)) else text
    values = {"base": poll.base, "least": needed_of(rule, poll.base)}
    return _("应到 %(base)d，法定 %(least)d，已达到") % values


def changes(count: Count) -> list[Change]:
    """Newest first: corrections, then both entries."""
    sides = {"first": _("甲"), "second": _("乙")}
    found = []
    for entry in (count.first, count.second):
        for each in entry.corrections.all():
            text = correction_words(count.form, each, entry.side) + answer_words(each)
            who = _("%(name)s，监票人 %(witness)s 在场") % {
                "name": each.corrected_label,
                "witness": each.witness,
            }
            found.append(Change(each.corrected_at, text, who))
    found.sort(key=lambda change: change.at, reverse=True)
    for entry in sorted((count.first, count.second), key=lambda entry: entry.entered_at):
        text = _("%(side)s录入完毕（%(source)s）") % {
            "side": sides[entry.side],
            "source": entry.get_source_display(),
        }
        found.append(Change(entry.entered_at, text, entry.entered_label))
    return found


def recounts(poll: Poll) -> list[Change]:
    """The counts that the chief scrutineer had set aside, the newest first."""
    return [
        Change(
            datetime.fromisoformat(each["at"]),
            _("第 %(count)d 次计票作废，重新计票：%(reason)s") % each,
            each["by"],
        )
        for each in reversed(poll.recounts)
    ]

"""表决页面的词: labels of cells, columns and rules in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.rulebooks import queries as rulebooks
from oversight.voting.interests import KEPT_IN
from oversight.voting.models import Poll
from oversight.voting.rules.bases import NO_BODY, needed_of, quorum_rule
from oversight.voting.rules.measure_titles import in_brackets
from oversight.voting.rules.recusal import Recusal
from oversight.voting.rules.registry import MEASURE, RULES
from oversight.voting.rules.sheet_form import SILENCE, SILENT, WITH_BALLOTS, Column, Part, SheetForm

BADGES = {
    "prepared": "new",
    "opened": "running",
    "closed": "waiting",
    "collected": "running",
    "counted": "running",
    "locked": "to_sign",
    "signed": "waiting",
    "announced": "done",
    "void": "failed",
    "cancelled": "returned",
}


def column_word(column: Column, form: SheetForm, part: Part | None = None) -> str:
    """赞成, 第 1 位; the last column by how one says nothing: 未填, 未按, 未举手."""
    if column.code == SILENT:
        if form.kind == "ranking":
            return _("未列入")
        return (
            _(form.silence(part or form.parts[0])) if part or len(form.parts) == 1 else _("未表示")
        )
    return _(column.label) % column.values


def silence_word(poll: Poll) -> str:
    """How one says nothing by the method of a vote: 未填, 未按, 未表示."""
    if poll.method in {"hands", "mixed"}:
        return _("未表示")
    return _(SILENCE.get(poll.method, SILENCE["keypad"]))


def silence_unit(poll: Poll) -> str:
    """张 of ballots, 人 of those who did not press or raise a hand."""
    return _("张") if poll.method in WITH_BALLOTS else _("人")


def column_words(form: SheetForm, part: Part | None = None) -> list[str]:
    return [column_word(column, form, part) for column in form.columns]


def head_word(head: str) -> str:
    return {"valid": _("有效票"), "invalid": _("无效票")}[head]


def cell_word(form: SheetForm, cell: str) -> str:
    """第 4 行“基本满意”; the part first where there are two."""
    method, _dot, rest = cell.partition(".")
    part = next(each for each in form.parts if each.method == method)
    if "." not in rest:
        return head_word(rest)
    row, _dot, code = rest.partition(".")
    column = next(each for each in form.columns if each.code == code)
    text = _("第 %(row)d 行“%(column)s”") % {
        "row": int(row) + 1,
        "column": column_word(column, form, part),
    }
    return f"{_(part.title)}{text}" if len(form.parts) > 1 else text


def option_of(form: SheetForm, cell: str) -> str:
    """The option of a cell; "" of the heads of a sheet."""
    parts = cell.split(".")
    return form.options[int(parts[1])] if len(parts) == 3 else ""


def rule_word(poll: Poll) -> str:
    """The rule, of a rating with its limits and how many must have rated."""
    return rated_word(poll.rule, poll.rating)


def rated_word(rule: str, rating: Mapping[str, int]) -> str:
    """The same of a rule with what the rulebook adds to it."""
    text = _(RULES[rule].title)
    if "satisfied_from" in rating and not RULES[rule].former:
        text += (
            _("：满意 %(satisfied_from)d%% 以上为满意，%(basically_from)d%% 以上为基本满意")
            % rating
        )
    if rating.get("least_raters"):
        text += _("；参加测评不到 %(least_raters)d 人的不出结果") % rating
    return text


def quorum_word(poll: Poll) -> str:
    """Whose quorum the vote needs, or that none applies; "" for an older vote that did not say."""
    rule = quorum_rule(poll.quorum, poll.rule)
    if rule is not None:
        values = {"least": needed_of(rule, poll.base), "basis": _(rule.basis)}
        return _("%(least)d 人（%(basis)s）") % values
    return _("参加的不是一个机构，不适用法定人数") if poll.quorum == NO_BODY else ""


def recusal_word(one: Recusal) -> str:
    """王某（在被测评单位任职：副局长，按名册认定）."""
    why = _(one.reason) + (_("：%(detail)s") % {"detail": one.detail} if one.detail else "")
    how = _("按名册认定") if one.by_rule else _("本人提出或者办公室登记")
    absent = "" if one.present else _("，未到")
    return _("%(name)s（%(why)s，%(how)s%(absent)s）") % {
        "name": one.name, "why": why, "how": how, "absent": absent
    }  # fmt: skip


def entered_word(name: str, entered_by: str) -> str:
    """陆景行（林某代为登记）."""
    if not entered_by:
        return name
    return _("%(name)s（%(clerk)s代为登记）") % {"name": name, "clerk": entered_by}


def basis_word(poll: Poll) -> str:
    """The law that the rule rests on, then the adopted measure's clause; of a rating the rulebook that has its rule."""
    if law := law_beside(poll):
        return _("%(law)s；%(measure)s") % {"law": law, "measure": in_brackets(poll.measure)}
    if poll.measure or RULES[poll.rule].basis != MEASURE:
        return poll.measure or _(RULES[poll.rule].basis)
    try:
        label = rulebooks.at(poll.rulebook, poll.jurisdiction).label
    except rulebooks.UnknownReference:
        return _(MEASURE)
    return _("%(place)s规则簿 %(label)s") % {"place": poll.jurisdiction.name, "label": label}


def kept_basis(poll: Poll) -> str:
    """The same as the record of acts keeps it."""
    with override(KEPT_IN):
        return basis_word(poll)


def cited_basis(poll: Poll) -> str:
    """The same in a sentence: a measure by its title in 书名号."""
    if not poll.measure:
        return basis_word(poll)
    measure, law = in_brackets(poll.measure), law_beside(poll)
    return _("%(law)s和%(measure)s") % {"law": law, "measure": measure} if law else measure


def law_beside(poll: Poll) -> str:
    """The law of the rule, where a measure is cited too and does not name it itself; a measure does not replace it."""
    law = RULES[poll.rule].basis
    if not poll.measure or not law.startswith("《") or law in poll.measure:
        return ""
    return _(law)


def scrutineer_words(rows: Iterable[dict[str, Any]]) -> str:
    """总监票人秦望川，监票人沈清和."""
    named = sorted(rows, key=lambda row: not row.get("chief"))
    return _("，").join(
        (_("总监票人%(name)s") if row.get("chief") else _("监票人%(name)s")) % {"name": row["name"]}
        for row in named
    )


def round_word(poll: Poll, *, always: bool = False) -> str:
    """第 2 轮 of a vote that ran or may; "" of a first one unless ``always``, and a cancelled one is no round."""
    if poll.state == "cancelled":
        return _("取消，不算一轮") if always else ""
    if poll.round == 1 and not always:
        return ""
    return _("第 %(round)d 轮") % {"round": poll.round}


def item_word(poll: Poll) -> str:
    """What the rows of the sheet are."""
    if poll.chooses:
        return _("项目")
    return _("测评对象") if poll.kind == "satisfaction" else _("事项")

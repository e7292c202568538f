"""宣布词: what the chair reads out, from the sheet's figures and the rule (procedures §2.1, step 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.ui.formats import percent
from oversight.voting.models import Poll
from oversight.voting.pages.words import cited_basis, rule_word, silence_unit, silence_word
from oversight.voting.rules.bases import NO_BODY, quorum_rule
from oversight.voting.rules.sheet_form import GRADES, SILENT, UNKNOWN, VOTES
from oversight.voting.values import Outcome

SPOKEN = gettext_noop("现在宣布：")
KEPT_LINES = 3
"""Heads, basis and conclusion: the lines of an announcement beside those of its options."""


def announcement(poll: Poll, outcome: Outcome) -> str:
    """Heads, ballots, every option with its counts, the rule, and what it means."""
    lines = [heads(poll, outcome)]
    lines += [row_line(poll, outcome, row) for row in outcome.figures["rows"]]
    values = {"basis": cited_basis(poll), "rule": rule_word(poll)}
    lines.append(_("依据%(basis)s，按“%(rule)s”计票。") % values)
    lines.append(conclusion(poll, outcome))
    return "\n".join(lines)


def as_written(text: str) -> str:
    """The announcement as records and papers have it, without the spoken 现在宣布."""
    return "\n".join(line.removeprefix(SPOKEN) for line in text.splitlines())


def beside_the_count(poll: Poll) -> str:
    """As written, without the lines that only repeat the figures of the count shown beside it."""
    lines = as_written(poll.announcement).splitlines()
    if poll.kind in {"vote", "choose"} and len(lines) > KEPT_LINES:
        lines = [lines[0], *lines[1 - KEPT_LINES :]]
    return "\n".join(lines)


def heads(poll: Poll, outcome: Outcome) -> str:
    """应到、实到, and how it was voted."""
    figures = outcome.figures
    text = _("应到 %(base)d 人，实到 %(present)d 人。") % figures
    if quorum_rule(poll.quorum, poll.rule) is None and poll.quorum == NO_BODY:
        text += _("参加的不是一个机构，不适用法定人数。")
    if poll.method == "paper":
        return (
            text
            + _("发出选票 %(issued)d 张，收回选票 %(returned)d 张。") % figures
            + valid(figures)
        )
    if poll.method == "cards":
        return text + by_cards(figures)
    if poll.method == "mixed":
        values = {"hall": poll.in_hall, "video": poll.by_video}
        return text + (
            _("会场 %(hall)d 人按表决器，视频参加的 %(video)d 人举手，合并计算。") % values
        )
    if poll.method == "named":
        return text + _("记名表决。")
    return text + str(dict(Poll.METHODS)[poll.method]) + _("表决。")


def by_cards(figures: Mapping[str, Any]) -> str:
    """发出、收回 of the cards, and of the paper beside them where there was any."""
    text = _("发出投票卡 %(issued)d 张，收回选票 %(returned)d 张。")
    if len(figures["parts"]) > 1:
        text = _("发出投票卡和纸质票 %(issued)d 张，收回选票 %(returned)d 张。")
    return text % figures + valid(figures)


def valid(figures: Mapping[str, Any]) -> str:
    """收回 against 发出 as a scrutineer reports it, and the valid and invalid ballots."""
    text = _("收回的选票少于发出的选票，表决有效。有效票 %(valid)d 张，无效票 %(invalid)d 张。")
    if figures["returned"] == figures["issued"]:
        text = _(
            "收回的选票与发出的选票相等，表决有效。有效票 %(valid)d 张，无效票 %(invalid)d 张。"
        )
    return text % figures


def row_line(poll: Poll, outcome: Outcome, row: dict[str, Any]) -> str:
    """One option with its counts; who did not press is told apart, since it is no vote."""
    name = row["name"]
    if poll.kind == "ranking":
        values = {"name": name, "points": outcome.figures["points"][name]}
        return _("“%(name)s”%(points)d 分。") % values
    if why := row.get("withheld"):
        return _("“%(name)s”：%(counts)s") % {"name": name, "counts": recused(outcome, name) + why}
    named = GRADES if poll.kind == "satisfaction" else VOTES
    counts = [
        _("%(choice)s %(count)d 票") % {"choice": _(label), "count": row[code]}
        for code, label in (*named, UNKNOWN)
        if code in row
    ]
    if row[SILENT]:
        counts.append(silence_spoken(poll, row[SILENT]))
    text = _("“%(name)s”：%(counts)s") % {
        "name": name,
        "counts": recused(outcome, name) + "，".join(counts),
    }
    if poll.kind != "satisfaction":
        if len(poll.options) == 1 and poll.kind == "vote":
            return f"{text}。"  # the conclusion says what becomes of it
        return f"{text}，{standing(poll, outcome, name)}。"
    return text + graded(outcome, name)


def silence_spoken(poll: Poll, count: int) -> str:
    """未按表决器 3 人, 未填 2 张: who said nothing, which is no vote."""
    if poll.method == "keypad":
        return _("未按表决器 %(count)d 人") % {"count": count}
    return f"{silence_word(poll)} {count} {silence_unit(poll)}"


def standing(poll: Poll, outcome: Outcome, name: str) -> str:
    """What became of one option; of the tied as the measure says."""
    if name in outcome.tied:
        return {"fewer": _("并列，不入选"), "all_tied": _("并列，入选")}.get(
            poll.ballot_terms.ties, _("并列，再次表决")
        )
    passed = name in outcome.passed
    if poll.chooses:
        return _("入选") if passed else _("未入选")
    return _("通过") if passed else _("未通过")


@dataclass(frozen=True)
class Left:
    """回避 of one option as it is told to everybody: how many, why, and the base that is left; no name.

    What somebody declared in own words may tell who it is: it stays in the record, 本人申报 is told.
    """

    option: str
    count: int
    why: str
    base: int


def left_of(figures: Mapping[str, Any]) -> list[Left]:
    """Of every option from which somebody recused, in the order of the ballot."""
    recusals, found = figures.get("recusals", ()), []
    for option in (row["name"] for row in figures.get("rows", ())):
        reasons = [
            _(one["reason"]) if one.get("by_rule") else _("本人申报")
            for one in recusals
            if one["option"] == option
        ]
        if reasons:
            why = _("、").join(dict.fromkeys(reasons))
            found.append(Left(option, len(reasons), why, figures["bases"][option]))
    return found


def recused(outcome: Outcome, name: str) -> str:
    """How many left the base of an option and why; "" where nobody did."""
    left = next((one for one in left_of(outcome.figures) if one.option == name), None)
    if left is None:
        return ""
    values = {"count": left.count, "why": left.why, "base": left.base}
    return _("回避 %(count)d 人（%(why)s），不计入基数，基数 %(base)d 人；") % values


def graded(outcome: Outcome, name: str) -> str:
    """The grade and both rates by their own names."""
    plain, broad = (
        None if rate is None else percent(float(Fraction(*rate)))
        for rate in outcome.figures["rates"][name]
    )
    parts = []
    words = dict(GRADES)
    grade = outcome.grades[name]
    if grade:
        parts.append(_("评定为%(grade)s") % {"grade": _(words[grade])})
    if plain is not None:
        values = {"plain": plain, "broad": broad}
        parts.append(_("满意率 %(plain)s，满意加基本满意 %(broad)s") % values)
    else:
        parts.append(_("没有有效票，不出结果"))
    return "，" + "，".join(parts) + "。"


def conclusion(poll: Poll, outcome: Outcome) -> str:
    """现在宣布: what passed, what did not, what is voted on again."""
    if poll.kind == "satisfaction":
        return _("现在宣布：%(title)s，测评结果如上。") % {"title": poll.title}
    if poll.kind == "vote" and len(poll.options) == 1:
        word = _("通过") if outcome.passed else _("未通过")
        return _("现在宣布：%(title)s，%(result)s。") % {"title": poll.title, "result": word}
    taken = outcome.tied if poll.ballot_terms.ties == "all_tied" else ()
    chosen = [*outcome.passed, *taken]
    word = _("入选") if poll.chooses else _("通过")
    values = {"title": poll.title, "word": word, "names": _("、").join(chosen)}
    text = _("现在宣布：%(title)s，%(word)s的有：%(names)s。")
    if not chosen:
        text = _("现在宣布：%(title)s，各项均未%(word)s。")
        if outcome.tied and poll.ballot_terms.ties not in {"fewer", "all_tied"}:
            text = _("现在宣布：%(title)s，这一轮没有%(word)s的。")
    return text % values + follows(poll, outcome)


TIED = {
    "revote_tied": gettext_noop("%(names)s得票相同，只对这几项再次表决。"),
    "fewer": gettext_noop("%(names)s得票相同，按通过的办法都不入选。"),
    "all_tied": gettext_noop("%(names)s得票相同，按通过的办法都入选。"),
}
OPEN = {
    "": gettext_noop("还缺 %(count)d 项，按通过的办法另行表决或者少选。"),
    "vote_again": gettext_noop("还缺 %(count)d 项，按通过的办法在本次会议上另行表决。"),
    "next_meeting": gettext_noop("还缺 %(count)d 项，按通过的办法在下次会议上另行表决。"),
    "accept_fewer": gettext_noop("还缺 %(count)d 项，按通过的办法少选。"),
}


def follows(poll: Poll, outcome: Outcome) -> str:
    """What becomes of the tied and of open places, as the adopted measure says where there is one."""
    if outcome.tied:
        names = _("、").join(outcome.tied)
        return _(TIED[poll.ballot_terms.ties]) % {"names": names}
    if outcome.open_places:
        said = poll.ballot_terms.too_few if poll.terms else ""
        return _(OPEN[said]) % {"count": outcome.open_places}
    return ""

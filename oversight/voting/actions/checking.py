"""准备表决时的核对: kind, rule, options, roll and scrutineers, each refused with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid, Refused
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import Ratings
from oversight.voting.interests import scrutineer, units_voted_on
from oversight.voting.models import Poll
from oversight.voting.rules import named, scrutiny
from oversight.voting.rules.registry import RULES, rules_for
from oversight.voting.rules.sheet_form import repeated
from oversight.voting.values import Roll

MOST_OPTIONS = 100
LONGEST_OPTION = 100
LEAST_MEASURE = 4
MOST_PLACES = 20
FORMER_SHARES = "share_80_50"
FORMER_PARAMETERS = {"least_raters": 0, "satisfied_from": 80, "basically_from": 50}
LEAST_APART = 5
"""Fewer secret votes are never counted apart (design §4)."""


def check_poll(poll: Poll) -> None:
    """Kind, method, rule, options and number of places fit each other."""
    if poll.kind not in dict(Poll.KINDS):
        raise Invalid("unknown_kind", _("没有这一种表决。"), where="kind")
    if poll.method not in dict(Poll.METHODS):
        raise Invalid("unknown_method", _("没有这一种表决方式。"), where="method")
    if poll.rule not in {rule.code for rule in rules_for(poll.kind)}:
        raise Invalid("rule_does_not_fit", _("这一种表决不能用这一条计票规则。"), where="rule")
    if RULES[poll.rule].later and poll.round == 1:
        text = _("这一条规则只用于并列的各项再次表决。")
        raise Invalid("of_another_round", text, where="rule")
    if poll.round == 1 and 0 < len(poll.measure) < LEAST_MEASURE:
        text = _("所依据的表决办法至少写 %(least)d 个字，或者不填：不填的引用现行规则簿。")
        raise Invalid("measure_too_short", text % {"least": LEAST_MEASURE}, where="measure")
    check_options(poll.options)
    check_places(poll)
    if RULES[poll.rule].unknown and poll.method in {"keypad", "mixed"}:
        text = _("表决器没有“不了解”键；用纸质票，或者换一条规则。")
        raise Invalid("no_such_key", text, where="method")
    if poll.kind == "ranking" and poll.method != "paper":
        raise Invalid("ranking_needs_paper", _("排序票用纸质票。"), where="method")


def check_named(poll: Poll) -> None:
    """Names are recorded in a plain vote alone, never where a law or the rulebook keeps the ballot secret."""
    found = named.objection(poll.kind, poll.matter, poll.candidates, poll.k or 0)
    if found is not None:
        raise Refused(found.code, _(found.text), basis=_(found.basis), where=found.where)


def rating_parameters(poll: Poll, book: InForce, body_kind: str) -> dict[str, int]:
    """What the poll keeps of the rule that the rating body adopted; a rule it did not adopt is refused."""
    if poll.kind != "satisfaction":
        return {}
    section = book.of(Ratings)
    code = "by_share" if poll.rule == FORMER_SHARES else poll.rule
    found = section.rule(code, body_kind)
    if found is None or (poll.rule == FORMER_SHARES and found.parameters != FORMER_PARAMETERS):
        titles = "、".join(_(RULES[one.code].title) for one in section.of_body(body_kind))
        text = _("这个机构的规则簿里没有这一条测评规则；有的是：%(rules)s。")
        raise Refused(
            "rule_not_adopted", text % {"rules": titles or _("没有")}, where="rule",
            basis=_(Ratings.BASIS),
        )  # fmt: skip
    return found.parameters


def check_options(options: Sequence[str]) -> None:
    """At least one, each with a name of its own."""
    if not options or not all(options):
        raise Invalid("no_options", _("没有列出表决的各项。"), where="options")
    if len(options) > MOST_OPTIONS:
        text = _("一次表决最多 %(most)d 项。") % {"most": MOST_OPTIONS}
        raise Invalid("too_many_options", text, where="options")
    if any(len(name) > LONGEST_OPTION for name in options):
        text = _("一项的名称最多 %(most)d 个字。") % {"most": LONGEST_OPTION}
        raise Invalid("option_too_long", text, where="options")
    if twice := repeated(options):
        raise Invalid("option_twice", _("“%(name)s”列了两次。") % {"name": twice}, where="options")


def check_places(poll: Poll) -> None:
    """应选几项: with 差额选择 and 排序票, and item by item where an adopted measure says so."""
    if poll.kind == "satisfaction" or (poll.kind == "vote" and not poll.terms):
        if poll.k is not None:
            raise Invalid("no_places_here", _("这一种表决没有应选项数。"), where="k")
        return
    if poll.kind == "vote" and poll.k is None:
        return
    if poll.k is None or not 1 <= poll.k <= len(poll.options):
        raise Invalid("bad_places", _("应选项数从 1 到列出的项数。"), where="k")
    if poll.kind == "ranking" and poll.k > MOST_PLACES:
        text = _("排序票最多排 %(most)d 位。") % {"most": MOST_PLACES}
        raise Invalid("bad_places", text, where="k")


def check_roll(poll: Poll, roll: Roll) -> None:
    """The roll has a base; nobody is on it twice; who takes part by video has a way to vote."""
    if roll.base < 1:
        raise Invalid("empty_roll", _("名册上没有计入全体的人。"), where="roll")
    if any(not row.name.strip() or row.mode not in {"hall", "video"} for row in roll.rows):
        raise Invalid("bad_roll", _("名册里有一行没有姓名，或者出席方式不明。"), where="roll")
    keys = [row.person or row.name for row in roll.rows]
    if twice := repeated(keys):
        name = next(row.name for row in roll.rows if (row.person or row.name) == twice)
        raise Invalid("on_the_roll_twice", _("%(name)s列了两次。") % {"name": name}, where="roll")
    if any(not row.counts_in_base and not row.reason.strip() for row in roll.rows):
        raise Invalid("no_base_reason", _("不计入全体的人须写明原因。"), where="roll")
    if poll.method == "keypad" and roll.present_by_video:
        text = _("有 %(count)d 人以视频参加，不能用表决器：用“会场按表决器、视频参加人员举手”。")
        values = {"count": roll.present_by_video}
        raise Invalid("video_needs_hands", text % values, where="method")
    if poll.method == "mixed" and not (roll.present_by_video and roll.present_in_hall):
        text = _("会场和视频都有人出席，才用两种方式。")
        raise Invalid("nothing_to_mix", text, where="method")
    if poll.method == "mixed" and poll.secret and roll.present_in_hall < LEAST_APART:
        text = _("会场只有 %(count)d 人，分开计的票数看得出是谁投的：无记名的，不用两种方式。")
        raise Invalid("part_too_small", text % {"count": roll.present_in_hall}, where="method")


def absent_of(poll: Poll) -> set[str]:
    """Who of the frozen roll did not come: public ids, names where there is none."""
    rows = Roll.of(poll.roll_rows).rows
    here = {key for row in rows if row.present for key in (row.person, row.name) if key}
    return {key for row in rows for key in (row.person, row.name) if key} - here


def check_scrutineers(poll: Poll, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """监票人 as kept; refuses a candidate, whoever belongs to the unit, and an open place of the chief."""
    named = [scrutineer(poll, row) for row in rows]
    found = scrutiny.objections(
        named,
        options=poll.options,
        candidates=poll.candidates,
        units=units_voted_on(poll),
        absent=absent_of(poll),
    )
    if found:
        first = found[0]
        raise Refused(first.code, _(first.text) % first.values, where="scrutineers")
    return [
        {"name": each.name, "person": each.person, "chief": each.chief, "units": sorted(each.units)}
        for each in named
    ]

"""通过和施行 (adoption): when the adoption of a rulebook may be recorded.

A rulebook binds only what a deciding body adopted at a meeting; it does not reach back before that day, and
nobody records the adoption of a draft of one's own (procedures §9), but the chair of a small office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oversight.rulebooks.sections.numbering import NUMBER

CODE = "rulebook_adoption@1"
DECIDING = frozenset({"congress", "standing_committee", "chairpersons_meeting", "presidium"})


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


@dataclass(frozen=True)
class AdoptionFacts:
    """What the record of an adoption says, and what stands beside it.

    last_from  since when the newest adopted version is or will be in force; None where there is none
    """

    body_kind: str
    body_exists: bool
    adopted_on: date
    valid_from: date
    today: date
    paper_number: str
    last_from: date | None
    own_draft: bool
    small_office: bool
    by_chair: bool


@dataclass(frozen=True)
class Reason:
    """Why the adoption may not be recorded: code, sentence, field, article, HTTP status of its kind."""

    code: str
    text: str
    where: str
    basis: str = ""
    conflict: bool = False


NOT_DECIDING = gettext_noop("这个机构不作决定，不能通过规则簿。")
NO_BODY = gettext_noop("通过之日没有这个机构。")
NOT_YET = gettext_noop("通过日期还没有到。会议通过以后再登记。")
REACHES_BACK = gettext_noop("施行日期早于通过日期。规则不溯及既往。")
BEFORE_LAST = gettext_noop("已有一版自这一天或者以后施行，新的一版须晚于它。")
BAD_NUMBER = gettext_noop(
    "文号写成“云人常发〔2026〕3号”的样子：六角括号，年份四位，序号前不加“第”。"
)
OWN_DRAFT = gettext_noop("谁起草谁不登记通过，请另一人登记。")


def why_not(facts: AdoptionFacts) -> Reason | None:
    """The first reason against, None where the adoption may be recorded."""
    if facts.own_draft and not (facts.small_office and facts.by_chair):
        return Reason("own_draft", OWN_DRAFT, "", "", conflict=True)
    if facts.body_kind not in DECIDING:
        basis = gettext_noop("《地方组织法》第五十九条")
        return Reason("not_deciding", NOT_DECIDING, "body", basis)
    if not facts.body_exists:
        return Reason("no_body", NO_BODY, "body")
    if facts.adopted_on > facts.today:
        return Reason("not_yet", NOT_YET, "on")
    if facts.valid_from < facts.adopted_on:
        return Reason("reaches_back", REACHES_BACK, "valid_from")
    if facts.last_from is not None and facts.valid_from <= facts.last_from:
        return Reason("before_last", BEFORE_LAST, "valid_from", conflict=True)
    if not NUMBER.match(facts.paper_number):
        return Reason("bad_paper_number", BAD_NUMBER, "paper_number")
    return None

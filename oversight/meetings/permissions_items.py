"""谁可以询问、登记答复、办任免: predicates over role and place; what is possible now stands in ``rules``."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import holds, speaks_for_unit
from oversight.meetings.models import InquiryMotion, Question
from oversight.meetings.permissions import can_read

ASKERS = frozenset({"member", "deputy"})
ENTERING = frozenset({"clerk", "office", "chair"})
HANDED = frozenset({"decided", "answered", "again", "accepted"})
PUT = frozenset({"asked", "deferred", "answered"})
"""States in which a question has been put to the unit."""


def _writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    return holds(actor, place, roles) and actor.may_use("meetings:write")


@rules.predicate
def can_ask(actor: Actor, place: Jurisdiction) -> bool:
    """代表和委员为自己提出询问。 Who files a question of their own."""
    return _writes(actor, place, ASKERS)


@rules.predicate
def can_read_mine(actor: Actor, place: Jurisdiction) -> bool:
    """代表和委员看自己的询问。 Who has a page of own questions."""
    return holds(actor, place, ASKERS) and actor.may_use("meetings:read")


@rules.predicate
def can_enter(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、委室代别人登记询问，登记答复。 Who enters for others, and records what was answered."""
    return _writes(actor, place, ENTERING)


@rules.predicate
def can_file(actor: Actor, place: Jurisdiction) -> bool:
    """自己提出的人，或者代录的人。 Either of the two."""
    return can_ask(actor, place) or can_enter(actor, place)


@rules.predicate
def can_preside(actor: Actor, place: Jurisdiction) -> bool:
    """主任（主席）主持询问：排序、提问、转书面；经办人按主持人的决定登记。 Who presides over the questions."""
    return _writes(actor, place, frozenset({"clerk", "chair"}))


@rules.predicate
def can_mark(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员标记答复中的承诺。 Who marks what was promised."""
    return _writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_keep_matters(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员登记质询案、议题材料、任免提请。 Who keeps inquiries, papers, nominations."""
    return _writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_sign_matters(actor: Actor, place: Jurisdiction) -> bool:
    """代表和委员自己联名，经办人登记纸上的联名。 Who signs an interpellation, or enters signatures on paper."""
    return _writes(actor, place, ASKERS | {"clerk", "office"})


@rules.predicate
def can_decide_matters(actor: Actor, place: Jurisdiction) -> bool:
    """主任（主席）登记主任会议（主席团）的决定，经办人按纪要登记。 Who records what the leaders decided."""
    return _writes(actor, place, frozenset({"clerk", "chair"}))


def is_own(actor: Actor, question: Question) -> bool:
    """提出询问的人自己。 The asker's own account."""
    person = question.person
    own = person is not None and person.account_id is not None
    return own and person.account_id == actor.account_id


def may_withdraw(actor: Actor, place: Jurisdiction, question: Question) -> bool:
    """询问人撤回自己的，经办人登记别人撤回的。 The asker, or the clerk for the asker."""
    return can_preside(actor, place) or (can_ask(actor, place) and is_own(actor, question))


@rules.predicate
def can_answer(actor: Actor, place: Jurisdiction) -> bool:
    """办公室登记答复；联络员、单位负责人书面答复问本单位的问题。 Who may record an answer at all."""
    return can_enter(actor, place) or (
        speaks_for_unit(actor, place) and actor.may_use("meetings:write")
    )


def may_answer(actor: Actor, place: Jurisdiction, question: Question) -> bool:
    """单位的人只答复转来书面答复的、问本单位的问题。 The unit answers in writing what was passed to it."""
    if can_enter(actor, place):
        return True
    own = question.unit_id is not None and question.unit_id == actor.unit_id
    return can_answer(actor, place) and own and question.state == "deferred"


@rules.predicate
def can_open_question(actor: Actor, place: Jurisdiction) -> bool:
    """看得到会议的人，或者被询问的单位。 Whom a question's page may concern at all."""
    return can_read(actor, place) or (
        speaks_for_unit(actor, place) and actor.may_use("meetings:read")
    )


def may_open(actor: Actor, place: Jurisdiction, question: Question) -> bool:
    """单位只看已经提问或者转来的、问本单位的问题，提问以前不看（不泄露题目）。 Not before it is put."""
    if can_read(actor, place):
        return True
    own = question.unit_id is not None and question.unit_id == actor.unit_id
    return can_open_question(actor, place) and own and question.state in PUT


def may_change(actor: Actor, place: Jurisdiction, question: Question) -> bool:
    """询问人改自己的，办公室改代录的。 The asker, or the office for the asker."""
    return can_enter(actor, place) or (can_ask(actor, place) and is_own(actor, question))


@rules.predicate
def can_open_or_own(actor: Actor, place: Jurisdiction) -> bool:
    """看得到询问页面的人，或者自己提出的人。 Whoever may open some question."""
    return can_open_question(actor, place) or can_read_mine(actor, place)


@rules.predicate
def can_withdraw(actor: Actor, place: Jurisdiction) -> bool:
    """询问人，或者替别人登记撤回的经办人、主任。 Whoever may take some question back."""
    return can_preside(actor, place) or can_ask(actor, place)


def may_submit(actor: Actor, place: Jurisdiction, signed: bool) -> bool:
    """联名的人自己提出、撤回，办公室按纸上的登记。 Those who signed, or the office for them."""
    return can_keep_matters(actor, place) or (can_ask(actor, place) and signed)


@rules.predicate
def can_submit(actor: Actor, place: Jurisdiction) -> bool:
    """能提出、撤回某一件的人。 Whoever may submit or withdraw some matter."""
    return can_sign_matters(actor, place)


def may_open_inquiry(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> bool:
    """受询问的机关只看已经交办给它的；联名中的不看。 The organ sees what was put to it."""
    if can_read(actor, place):
        return True
    own = motion.unit_id == actor.unit_id
    return can_open_question(actor, place) and own and motion.state in HANDED

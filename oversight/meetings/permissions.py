"""谁可以办会: predicates over role and place; what is possible now is a matter of ``rules.stages``."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds, speaks_for_unit


def _writes(actor: Actor, place: Jurisdiction, *roles: str) -> bool:
    return holds(actor, place, frozenset(roles)) and actor.may_use("meetings:write")


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、各委室、组成人员、审计员可以看本地的会议。 Who may read the place's meetings."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("meetings:read")


@rules.predicate
def can_read_own(actor: Actor, place: Jurisdiction) -> bool:
    """代表看请自己参加的会议，联络员和单位负责人看请本单位列席的会议。 Whoever is called sees the meeting."""
    called = holds(actor, place, frozenset({"deputy"})) or speaks_for_unit(actor, place)
    return called and actor.may_use("meetings:read")


@rules.predicate
def can_see(actor: Actor, place: Jurisdiction) -> bool:
    """看得到会议的人：办会的一侧，或者被请参加的人。 Either of the two above."""
    return can_read(actor, place) or can_read_own(actor, place)


@rules.predicate
def can_arrange(actor: Actor, place: Jurisdiction) -> bool:
    """经办人办会：登记、通知、与会人员、签到、纪要。 The clerk arranges a meeting."""
    return _writes(actor, place, "clerk")


@rules.predicate
def can_propose(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员提出议题。 Who proposes an item."""
    return _writes(actor, place, "clerk", "office")


@rules.predicate
def can_run(actor: Actor, place: Jurisdiction) -> bool:
    """经办人按主持人的决定登记会议进程，主任（主席）也可以直接登记。 Who records how a meeting goes."""
    return _writes(actor, place, "clerk", "chair")


@rules.predicate
def can_answer_leave(actor: Actor, place: Jurisdiction) -> bool:
    """主任（主席）和会议的批假人批假，经办人凭签字的请假条代录；谁是批假人看会议。 Who may answer for leave at all."""
    return _writes(actor, place, "chair", "clerk", "member")


@rules.predicate
def can_read_slips(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和主任（主席）看签字的请假条。 Who reads the signed slips."""
    return holds(actor, place, frozenset({"clerk", "chair"})) and actor.may_use("meetings:read")


@rules.predicate
def can_ask_leave(actor: Actor, place: Jurisdiction) -> bool:
    """代表和委员为自己请假，经办人登记别人的请假。 Who asks for leave."""
    return _writes(actor, place, "clerk", "member", "deputy")


@rules.predicate
def can_sign_in(actor: Actor, place: Jurisdiction) -> bool:
    """代表和委员在会场用手机为自己签到。 Who signs in by phone."""
    return _writes(actor, place, "member", "deputy")


@rules.predicate
def can_take_part(actor: Actor, place: Jurisdiction) -> bool:
    """有自己的会议页面的人：代表和委员。 Who has a page of their own meetings."""
    return holds(actor, place, frozenset({"member", "deputy"})) and actor.may_use("meetings:read")


@rules.predicate
def can_see_mine(actor: Actor, place: Jurisdiction) -> bool:
    """代表、委员看自己的会议，联络员和单位负责人看请本单位列席的会议。 Who has a page of meetings they are called to."""
    return can_take_part(actor, place) or can_read_own(actor, place)


@rules.predicate
def can_read_calls(actor: Actor, place: Jurisdiction) -> bool:
    """经办人看要打电话的清单（有手机号）。 Who reads whom to phone."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("meetings:read")


@rules.predicate
def can_import_plan(actor: Actor, place: Jurisdiction) -> bool:
    """经办人导入年度计划、登记通过。 Who imports the annual plan."""
    return _writes(actor, place, "clerk")


@rules.predicate
def can_decide_plan(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人登记会议对调整计划的决定，提出的人不登记自己提出的。 Who records what was decided on a change."""
    return _writes(actor, place, *OFFICE)


@rules.predicate
def can_keep_plan(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和责任委室登记计划事项的进展。 Who records what was done of a plan."""
    return _writes(actor, place, "clerk", "office")


@rules.predicate
def can_note(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员记录小组审议的发言、起草简报。 Who takes notes in a group."""
    return _writes(actor, place, "clerk", "office")


@rules.predicate
def can_show_hall(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人在会场的电脑上打开大屏。 Who opens the wall of the hall."""
    return holds(actor, place, OFFICE) and actor.may_use("meetings:read")

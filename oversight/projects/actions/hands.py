"""谁的核查、谁录入: the actor's own, or an expert's that the office enters from the sheet the expert signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import OPERATOR, Actor
from oversight.audit.errors import Invalid, NotPermitted
from oversight.files.actions import kept
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import check_place
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.models import Argument, GroupMember
from oversight.projects.queries.experts import experts_of


@dataclass(frozen=True)
class Hand:
    """谁核查、谁录入: the name a check stands under, the expert it is of, who entered it and the signed sheet."""

    label: str
    member: GroupMember | None = None
    entered: str = ""
    sheet: StoredFile | None = None


def hand_of(actor: Actor, place: Jurisdiction, expert: GroupMember | None, sheet: Any) -> Hand:
    """Part of an act: the actor's own hand, or the office's for an expert, whose signed sheet is kept."""
    if expert is None:
        if sheet:
            text = _("附签字的核查表的，选是哪位专家的。")
            raise Invalid("no_expert", text, where="expert")
        return Hand(actor.label[:100])
    check_place(place, expert=expert)
    if actor.role != OPERATOR and not permissions.enters_for_experts(actor, place):
        raise NotPermitted(_("专家的意见由办公室凭签字的核查表代录。"))
    if not sheet:
        text = _("代专家录入的，附专家签字的核查表。")
        raise Invalid("no_sheet", text, where="sheet")
    file = kept(actor, place, sheet, _("专家签字的核查表"), "sheet")
    return Hand(expert.name, expert, actor.label[:100], file)


def require_argued_by(expert: GroupMember | None, argument: Argument) -> None:
    """Refuse what is entered for somebody who is no expert of the group that argues the project."""
    if expert is not None and expert not in experts_of(argument.group):
        text = _("%(name)s不是论证这个项目的专班的专家。") % {"name": expert.name}
        raise Invalid("other_group", text, where="expert")

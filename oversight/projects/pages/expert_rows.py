"""专班页面上的专家: how far each invitation has come, and what stands under each name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.projects.models import GroupMember, TaskGroup
from oversight.projects.queries import experts as read
from oversight.ui.formats import short_moment


@dataclass(frozen=True)
class InvitedRow:
    """一名专家: how far the invitation has come, and what stands under the name."""

    member: GroupMember
    word: str
    entered: read.Entered
    may_end: bool


def invited_rows(group: TaskGroup) -> list[InvitedRow]:
    """Every expert of the group, those who left and have entered something included."""
    entered, rows = read.entered_by(group), []
    experts = read.experts_of(group)
    for member in group.members.filter(capacity="expert"):
        found = read.invitation_of(member)
        if member not in experts and member.pk not in entered:
            continue
        word = _("还没有邀请")
        if member not in experts:
            word = _("已退出")
        elif found is not None and found.claimed_at:
            word = _("%(time)s 已在手机上启用") % {"time": short_moment(found.claimed_at)}
        elif found is not None:
            word = _("邀请码已发，%(time)s 前启用") % {"time": short_moment(found.expires_at)}
        rows.append(
            InvitedRow(member, word, entered.get(member.pk, read.Entered(0, 0)), found is not None)
        )
    return rows

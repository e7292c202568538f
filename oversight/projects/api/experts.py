"""专家邀请: given out and ended by token; the expert's telephone itself uses the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Status

from oversight.accounts import codes
from oversight.institutions.api.access import the
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects.actions import expert_codes as actions
from oversight.projects.api import selecting_schemas as s
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import group_shown, year_for
from oversight.projects.queries import selecting as read

MEMBER = "/{slug:place}/{int:year}/groups/{slug:key}/members/{slug:member}/"


@router.post(MEMBER + "invitation", response={201: s.ExpertCodeOut})
def issue_expert_code(request: HttpRequest, place: str, year: int, key: str, member: str) -> Any:
    """发专家邀请码: shown this once; an earlier one and its telephone end."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    one = the(the(read.groups_of(found), key).members.all(), member)
    given, code = actions.issue_expert_code(actor_of(request), where, one)
    address = request.build_absolute_uri(reverse("projects:expert", args=[where.code]))
    shown = {
        "name": one.name,
        "code": codes.grouped(code),
        "address": address,
        "expires_at": given.expires_at,
    }
    return Status(201, shown)


@router.post(MEMBER + "invitation/end", response=s.GroupOut)
def end_expert_invitation(
    request: HttpRequest, place: str, year: int, key: str, member: str
) -> Any:
    """作废专家邀请: what was entered stays."""
    where, found = year_for(request, place, year, permissions.can_form_groups)
    group = the(read.groups_of(found), key)
    actions.end_expert_invitation(actor_of(request), where, the(group.members.all(), member))
    return group_shown(where, group)

"""授权: giving and withdrawing roles of accounts in a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import check_clear, check_period, check_place, put, said
from oversight.institutions.models import Body, Jurisdiction, RoleGrant, Unit
from oversight.institutions.rules import periods

FOR_DEPUTIES = frozenset({"deputy", "member"})
"""What an account may be that signs in by a printed code, without a second factor."""

SECOND_PERSON = frozenset({"reviewer", "chair", "admin"})
"""Whoever checks the clerk is not appointed by the clerk (procedures on separation of duties)."""


def grant_role(
    actor: Actor,
    place: Jurisdiction,
    *,
    account: Any,
    role: str,
    unit: Unit | None = None,
    body: Body | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleGrant:
    """授权: an account may act in a role for the place."""
    with act(
        "institutions.grant_role",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_accounts(actor, place),
    ) as running:
        if role in RoleGrant.OF_UNIT and unit is None:
            raise Invalid(
                "role_without_unit", _("联络员和单位负责人必须有所在单位。"), where="unit"
            )
        if role in RoleGrant.OF_BODY and body is None:
            raise Invalid("role_without_body", _("委室工作人员必须有所在委室。"), where="body")
        if account.kind == "deputy" and role not in FOR_DEPUTIES:
            text = _("代表账号只用登录码登录，不能办理工作人员的职务。请另开工作人员账号。")
            raise Invalid("deputy_account", text, where="role")
        check_place(place, unit=unit, body=body)
        if account.pk == actor.account_id:
            raise Invalid("own_role", _("不能给自己授权，请另一人办理。"), where="account")
        if actor.role == "clerk" and role in SECOND_PERSON:
            text = _("经办人不授予审核人、主任（主席）和系统管理员的职务，由系统管理员办理。")
            raise Invalid("not_by_clerk", text, where="role")
        first = valid_from or queries.today()
        check_period(first, valid_to)
        same = queries.grants_in(place).filter(account=account, role=role, unit=unit, body=body)
        text = _("这个账号已经有这项授权。")
        check_clear(same, first, valid_to, "grant_exists", text, "role")
        grant = RoleGrant(jurisdiction=place, account=account, role=role, unit=unit, body=body)
        grant.valid_from, grant.valid_to = first, valid_to
        put(grant)
        running.facts = {"account": str(account), "role": role}
    return grant


def revoke_role(actor: Actor, place: Jurisdiction, *, grant: RoleGrant, reason: str) -> RoleGrant:
    """收回授权: at once; the role ends with yesterday, so nothing more is done in it today."""
    with act(
        "institutions.revoke_role",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_accounts(actor, place),
    ) as running:
        check_place(place, grant=grant)
        reason = said(reason, "reason", "reason_missing", _("写明收回授权的原因。"))
        last = periods.day_before(queries.today())
        if grant.valid_to is not None and grant.valid_to <= last:
            raise Invalid("already_ended", _("这项授权已经终止。"), where="grant")
        if grant.account_id == actor.account_id and grant.role == actor.role:
            raise Invalid("own_role", _("自己正在使用的授权由别人收回。"), where="grant")
        grant.valid_to, grant.end_reason = last, reason
        put(grant)
        running.facts = {"account": str(grant.account), "role": grant.role}
    return grant

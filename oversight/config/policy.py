"""随职务而定的账号规矩: what `accounts` asks about roles, answered from the grants of `institutions`.

Named in the settings TOTP_REQUIRED, ROLES_HELD and ROLE_STILL_HELD, since `accounts` lies below, and in
JOB_OWNER_HOLDS_ROLE for `jobs`.
"""

from __future__ import annotations

from oversight.accounts.models import Account
from oversight.accounts.policy import HeldRole
from oversight.audit.actors import Actor
from oversight.institutions import queries
from oversight.institutions.models import RoleGrant


def totp_required(account: Account) -> bool:
    """工作人员在任何一个要求双重验证的地方有职务，就须先启用双重验证。"""
    if account.kind != "staff":
        return False
    places = {grant.jurisdiction_id: grant.jurisdiction for grant in queries.grants_of(account)}
    return any(queries.profile_of(place).require_totp for place in places.values())


def roles_held(account: Account) -> list[HeldRole]:
    """The roles of today, with the words of the page."""
    return [held_role(grant) for grant in queries.grants_of(account)]


def role_still_held(
    account: Account, place: str, role: str, unit_key: int | None, body_key: int | None
) -> bool:
    """Whether a grant of today gives just this role."""
    return queries.holds_role(account, place, role, unit_key, body_key)


def actor_still_holds(actor: Actor) -> bool:
    """提出任务的账号还能登录、还任该职务。 Whether the account is active and its role a grant of today."""
    account = Account.objects.filter(pk=actor.account_id, is_active=True).first()
    return account is not None and role_still_held(
        account, actor.place, actor.role, actor.unit_id, actor.body_id
    )


def held_role(grant: RoleGrant) -> HeldRole:
    parts = [grant.jurisdiction.name, grant.title]
    if grant.unit is not None:
        parts.append(grant.unit.name)
    if grant.body is not None:
        parts.append(grant.body.name)
    return HeldRole(
        key=grant.public_id,
        role=grant.role,
        place=grant.jurisdiction.code,
        unit_key=grant.unit_id,
        body_key=grant.body_id,
        label=" ".join(parts),
    )

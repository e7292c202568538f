"""账号与人: opening an account for a person with a first role, and a deputy's sign-in code.

The account itself is made by ``accounts``; what is decided here is whose it is and what it may do.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.accounts import actions as accounts
from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.actions.people import link_account
from oversight.institutions.actions.roles import grant_role
from oversight.institutions.actions.writing import check_place
from oversight.institutions.models import Body, Deputyship, Jurisdiction, Person, Unit


def open_account(
    actor: Actor,
    place: Jurisdiction,
    *,
    person: Person,
    role: str,
    username: str = "",
    unit: Unit | None = None,
    body: Body | None = None,
    valid_to: date | None = None,
) -> tuple[Any, str]:
    """给人员开账号并授权. Returns the account and its first password (none for deputies)."""
    permitted = permissions.can_manage_accounts(actor, place)
    with act(
        "institutions.open_account", actor=actor, place=place.code, permitted=permitted
    ) as running:
        check_place(place, person=person, unit=unit, body=body)
        if person.account_id is not None:
            text = _("%(name)s已经有账号。") % {"name": person.name}
            raise Invalid("has_account", text, where="person")
        account, password = accounts.create_account(
            actor,
            place.code,
            permitted=permitted,
            display_name=person.name,
            kind="deputy" if role == "deputy" else "staff",
            username=username,
        )
        link_account(actor, place, person=person, account=account)
        grant_role(
            actor, place, account=account, role=role, unit=unit, body=body, valid_to=valid_to
        )
        running.facts = {"person": person.public_id, "account": account.public_id, "role": role}
    return account, password


def issue_deputy_code(actor: Actor, place: Jurisdiction, *, mandate: Deputyship) -> tuple[Any, str]:
    """印发代表登录码. Opens the deputy's account first where there is none; earlier codes end."""
    permitted = permissions.can_manage_accounts(actor, place)
    with act(
        "institutions.issue_card", actor=actor, place=place.code, permitted=permitted
    ) as running:
        check_place(place, deputyship=mandate)
        person = mandate.person
        if not mandate.holds_on(queries.today()):
            text = _("%(name)s现在不是本届代表。") % {"name": person.name}
            raise Invalid("no_mandate", text, where="deputies")
        account = person.account
        if account is None:
            account, _password = open_account(
                actor, place, person=person, role="deputy", valid_to=mandate.valid_to
            )
        if account.kind != "deputy":
            text = _("%(name)s用的是工作人员账号，用密码登录，不印登录卡。")
            raise Invalid("staff_account", text % {"name": person.name}, where="deputies")
        code, plain = accounts.issue_login_code(
            actor, place.code, account=account, permitted=permitted
        )
        running.facts = {"person": person.public_id}
    return code, plain

"""撤并地方留下的授权: proposed on one page, decided row by row by the successor's administrator, nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from oversight.accounts.tests.builders import make_token
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.institutions import actions, queries
from oversight.institutions.actions.left_roles import Decision, settle_left_roles
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.queries.left_roles import left_roles
from oversight.institutions.rules.left_roles import Held, propose
from oversight.institutions.tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@dataclass
class Merged:
    old: Jurisdiction
    heir: Jurisdiction
    admin: RoleGrant
    clerk: RoleGrant
    grants: dict[str, RoleGrant]


@pytest.fixture(scope="module")
def merged(module_db: None) -> Merged:
    county = make.make_place("linxi", "county")
    old = make.make_place("qingshi", "town", name="青石镇", parent=county)
    heir = make.make_place("qiaobei", "town", name="桥北镇", parent=county)
    make.make_bodies(old)
    make.make_bodies(heir)
    unit = make.make_unit(old, "青石镇建设办公室")
    make.make_unit(heir, "桥北镇建设办公室")
    grants = {role: make.make_grant(old, role) for role in ("clerk", "chair", "deputy")}
    grants["liaison"] = make.make_grant(old, "liaison", unit=unit)
    found = Merged(
        old, heir, make.make_grant(heir, "admin"), make.make_grant(heir, "clerk"), grants
    )
    actions.end_place(
        queries.actor_for(make.make_grant(county, "clerk")), county, predecessor=old,
        successor=heir, on=date(2026, 7, 1), basis="云政字〔2026〕18号", decided_on=date(2026, 6, 1),
    )  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("held", "act"),
    [
        (Held("deputy"), "carry"),
        (Held("deputy", again=True), "end"),
        (Held("liaison", unit="桥北镇建设办公室"), "carry"),
        (Held("liaison"), "end"),
        (Held("chair"), "end"),
        (Held("clerk"), "end"),
    ],
)
def test_a_mandate_and_a_unit_go_on_and_an_office_that_is_gone_does_not(held: Held, act: str):
    assert propose(held).act == act


def test_the_administrator_sees_every_role_with_a_proposal_and_decides_row_by_row(merged: Merged):
    client, grants = make.signed_in(merged.admin), merged.grants
    listed = client.get(reverse("institutions:accounts", args=[merged.heir.code])).text
    page = reverse("institutions:left_roles", args=[merged.heir.code])
    assert page in listed and "处理撤并留下的 4 项授权" in listed
    form = client.get(page).context["form"]
    chosen = {row.left.grant.role: row.act.initial for row in form.rows}
    assert chosen == {"clerk": "end", "chair": "end", "deputy": "carry", "liaison": "carry"}
    assert len(left_roles(merged.heir)) == 4, "to look changes nothing"
    (where,) = [row.where for row in form.rows if row.left.grant.role == "liaison"]
    sent = {
        f"act_{grants['liaison'].public_id}": "carry",
        f"where_{grants['liaison'].public_id}": where.initial,
        f"act_{grants['chair'].public_id}": "end",
        "reason": "桥党组〔2026〕5号",
    }
    assert client.post(page, {**sent, "reason": ""}).status_code == 422
    assert client.post(page, sent).status_code == 302
    left = {one.grant.role for one in left_roles(merged.heir)}
    assert left == {"clerk", "deputy"}
    roles = {one.role for one in queries.grants_of(grants["liaison"].account)}
    (now,) = queries.grants_of(grants["liaison"].account)
    assert roles == {"liaison"} and now.jurisdiction == merged.heir
    assert now.unit.name == "桥北镇建设办公室"
    assert queries.grants_of(grants["chair"].account) == []
    old = RoleGrant.objects.in_scope(queries.ALL_PLACES).get(pk=grants["chair"].pk)
    assert old.end_reason == "地方撤并后终止：桥党组〔2026〕5号"
    entry = last_entry(merged.heir.code, "institutions.settle_left_roles")
    assert entry is not None and entry.actor_role == "admin"


def test_nobody_settles_for_themselves_twice_or_elsewhere(merged: Merged):
    admin, clerk = (queries.actor_for(one) for one in (merged.admin, merged.clerk))
    chair = Decision(merged.grants["chair"], carry=True)
    with pytest.raises(Invalid, match="经办人不授予"):
        settle_left_roles(clerk, merged.heir, decisions=[chair], reason="撤并")
    with pytest.raises(NotPermitted):
        settle_left_roles(
            queries.actor_for(merged.grants["clerk"]), merged.heir, decisions=[chair], reason="撤并"
        )
    settle_left_roles(
        admin, merged.heir, decisions=[Decision(merged.grants["chair"], carry=False)], reason="撤并"
    )
    with pytest.raises(Refused) as refused:
        settle_left_roles(admin, merged.heir, decisions=[chair], reason="撤并")
    assert refused.value.code == "not_left"


def test_the_api_says_and_does_the_same(merged: Merged):
    _token, plain = make_token(merged.admin.account, scopes=("accounts:write",), role="admin")
    headers = {"Authorization": f"Bearer {plain}"}
    url = f"/api/v1/institutions/{merged.heir.code}/left-grants"
    rows = Client().get(url, headers=headers).json()
    assert {(one["grant"]["role"], one["act"]) for one in rows} >= {("deputy", "carry")}
    (deputy,) = [one["grant"]["public_id"] for one in rows if one["grant"]["role"] == "deputy"]
    body = {"decisions": [{"grant": deputy, "act": "carry"}], "reason": "撤并"}
    made = Client().post(url, body, content_type="application/json", headers=headers)
    assert made.status_code == 200 and made.json()[0]["role"] == "deputy"
    assert len(left_roles(merged.heir)) == 3

"""Pages: who may open them, what they say, how many queries a list takes, and acts by form."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.institutions import actions, queries
from oversight.institutions.middleware import GRANT_KEY
from oversight.institutions.queries.record_changes import changes_of
from oversight.institutions.queries.record_values import name_of
from oversight.institutions.tests.builders import (
    clerk_of,
    make_account,
    make_bodies,
    make_deputy,
    make_grant,
    make_person,
    make_place,
    make_term,
    make_unit,
    signed_in,
)

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"institutions:{name}", args=args)


def filled(place: Any, count: int) -> None:
    """Units with head, liaison and office; deputies with seats."""
    actor = operator()
    office = queries.body_of_kind(place, "general_office")
    for _ in range(count):
        unit, mandate = make_unit(place), make_deputy(place)
        actions.add_post(
            actor, place, person=make_person(place), unit=unit, title="局长", is_head=True
        )
        actions.appoint_liaison(actor, place, person=make_person(place), unit=unit)
        actions.set_correspondence(actor, place, office=office, unit=unit)
        actions.add_membership(actor, place, person=mandate.person, body=office, role="staff")
        make_grant(place, "auditor")


@pytest.mark.parametrize("name", ["units", "people", "accounts", "records", "bodies"])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(name: str) -> None:
    place = make_place()
    make_bodies(place)
    client = clerk_of(place)
    filled(place, 2)
    client.get(url(name, place.code))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(url(name, place.code)).status_code == 200
    filled(place, 8)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url(name, place.code)).status_code == 200
    assert len(many) == len(few) <= 40


def test_unknown_signed_out_and_unpermitted_are_told_apart() -> None:
    place, other = make_place(), make_place()
    assert Client().get(url("units", place.code)).status_code == 302
    assert clerk_of(other).get(url("units", place.code)).status_code == 403
    assert clerk_of(place, "deputy").get(url("people", place.code)).status_code == 403
    assert clerk_of(place, "member").get(url("unit_new", place.code)).status_code == 403
    assert clerk_of(place).get(url("unit", place.code, "zzzzzzzzzzzz")).status_code == 404
    assert clerk_of(place).get(url("units", "nowhere")).status_code == 404
    foreign = make_unit(other)
    assert clerk_of(place).get(url("unit", place.code, foreign.public_id)).status_code == 404


def test_the_list_is_searched_by_alias_and_shown_as_of_a_day() -> None:
    place = make_place()
    make_unit(place, "综合执法局", aliases=["城管"], valid_from=date(2026, 7, 1))
    make_unit(place, "水利局", valid_to=date(2025, 1, 1))
    client = clerk_of(place)

    def shown(query: str) -> list[str]:
        page = client.get(url("units", place.code) + query)
        return [row.unit.name for row in page.context["rows"]]

    assert shown("?q=城管") == ["综合执法局"]
    assert shown("?day=2024-05-01") == ["水利局"]
    assert shown("?state=ended") == ["水利局"]
    assert len(shown("?state=all&sort=-name")) == 2
    assert shown("?q=%27%22%3Cscript%3E") == []
    assert shown("?day=not-a-day&page=99") == ["综合执法局"]


def test_renaming_by_form_and_a_refusal_at_its_field() -> None:
    place = make_place()
    unit = make_unit(place, "甲局")
    make_unit(place, "乙局")
    client = clerk_of(place)
    address = url("unit_rename", place.code, unit.public_id)
    body = {"name": "乙局", "on": "2026-07-01", "basis": "方案"}
    refused = client.post(address, body)
    assert refused.status_code == 422 and "name" in refused.context["form"].errors
    done = client.post(address, body | {"name": "丙局"})
    assert done.status_code == 302
    page = client.get(done["Location"]).content.decode()
    assert "甲局" in page and "丙局" in page
    assert client.post(address, {}).status_code == 422


def test_a_mandate_is_registered_changed_and_ended_by_forms() -> None:
    place = make_place()
    term, person, client = make_term(place), make_person(place, "周一"), clerk_of(place)
    new = url("deputyship_new", place.code, person.public_id)
    assert client.post(new, {"term": term.public_id}).status_code == 302
    mandate = queries.deputyships_in(place).get()
    base = url("deputyship_base", place.code, mandate.public_id)
    assert client.post(base, {"counts": "0", "reason": ""}).status_code == 422
    assert client.post(base, {"counts": "0", "reason": "暂停执行"}).status_code == 302
    end = url("deputyship_end", place.code, mandate.public_id)
    assert client.post(end, {"on": "2026-06-30", "reason": "辞职"}).status_code == 302
    page = client.get(url("person", place.code, person.public_id)).content.decode()
    assert "辞职" in page and "代表资格终止" in page


def test_telephones_are_for_the_office_only() -> None:
    place = make_place()
    person = make_person(place, phone="13900000000")
    address = url("person", place.code, person.public_id)
    assert "13900000000" in clerk_of(place, "chair").get(address).content.decode()
    assert "13900000000" not in clerk_of(place, "auditor").get(address).content.decode()


def test_settings_are_a_recorded_act() -> None:
    place = make_place()
    client = clerk_of(place, "admin")
    body = {"screen_name": "新平台", "timezone": "Asia/Shanghai", "modules": ["hotline"]}
    assert client.post(url("settings", place.code), body).status_code == 302
    profile = queries.profile_of(place)
    assert (profile.screen_name, profile.modules) == ("新平台", ["hotline"])
    entry = audit.last_entry(place.code, "institutions.change_settings")
    assert entry is not None and entry.changes[0]["after"]["screen_name"] == "新平台"
    assert clerk_of(place, "chair").post(url("settings", place.code), body).status_code == 403


def test_the_record_of_acts_is_read_in_words_and_checked() -> None:
    place = make_place()
    unit = make_unit(place, "甲局", kind="court")
    client = clerk_of(place, "auditor")
    page = client.get(url("records", place.code) + "?code=institutions.create_unit")
    assert [row.label for row in page.context["rows"]] == ["登记单位"]
    seq = page.context["rows"][0].entry.seq
    entry = client.get(url("record", place.code, seq)).content.decode()
    assert "人民法院" in entry and unit.public_id in entry
    checked = client.post(url("records_check", place.code))
    assert checked.context["checked"].valid
    assert client.get(url("records_check", place.code)).status_code == 405
    assert client.get(url("records_export", place.code)).status_code == 200
    assert clerk_of(place, "member").get(url("records", place.code)).status_code == 403


def test_nested_values_of_the_record_are_read_as_lines_in_words() -> None:
    row = {"person": "", "name": "甲", "counts_in_base": True, "present": False, "mode": "hall"}
    after = {"roll_rows": [row], "secret": True, "options": ["一", "二"], "base": 3}
    change = {"model": "voting.Poll", "key": 1, "before": None, "after": after}
    (found,) = changes_of(SimpleNamespace(changes=[change]))
    said = {one.field: one.after for one in found.changes}
    assert said["名册"].lines == ("名称：甲，计入全体：是，到会：否，方式：在会场",)
    assert (said["无记名"].text, found.kind) == ("是", "表决")
    assert "一、二" in {one.text for one in said.values()}


def test_records_days_and_codes_of_the_record_are_read_in_words() -> None:
    unit = make_unit(make_place(), "甲局")
    after = {
        "proposed_on": "2026-07-05",
        "at": "2026-07-03T01:12:00Z",
        "units": [unit.public_id],
        "item_paper_id": 7,
        "method": "special_work_report",
        "reasons": [{"text": "应到 %(members)d 人", "values": {"members": 45}, "basis": "第五条"}],
    }
    change = {"model": "meetings.PlanChange", "key": 1, "before": None, "after": after}
    (found,) = changes_of(SimpleNamespace(changes=[change]))
    said = {line for one in found.changes for line in (one.after.text, *one.after.lines)}
    assert {"2026年7月5日", "2026年7月3日 09:12", "甲局", "听取和审议专项工作报告"} <= said
    assert "（应到 45 人（第五条））" in said or "应到 45 人（第五条）" in said
    assert not any("object (" in one or "Z" in one for one in said)


def test_a_record_without_a_name_of_its_own_is_called_by_what_tells_it_apart() -> None:
    place = make_place()
    unit = make_unit(place, "甲局")
    person = make_person(place, "张三")
    post = actions.add_post(operator(), place, person=person, unit=unit, title="局长")
    assert name_of(post) == "单位职务（局长）"


def test_acts_are_offered_by_what_they_belong_to() -> None:
    place = make_place()
    make_unit(place)
    codes = clerk_of(place, "auditor").get(url("records", place.code)).context["codes"]
    groups = [group for _code, _label, group in codes]
    assert groups == sorted(groups, key=groups.index) and "机构和人员" in groups
    labels = [label for _code, label, group in codes if group == "机构和人员"]
    assert labels == sorted(labels)


def test_an_altered_entry_is_found_by_the_check() -> None:
    place = make_place()
    make_unit(place)
    client = clerk_of(place)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_auditentry SET actor_label = 'somebody' WHERE place = %s AND seq = 1",
            [place.code],
        )
    page = client.post(url("records_check", place.code))
    assert not page.context["checked"].valid
    assert page.context["checked"].reasons[0]["code"] == "altered"


def test_an_account_acts_in_the_role_it_chose() -> None:
    first, second = make_place(), make_place()
    account = make_account()
    here = make_grant(first, "clerk", account=account)
    there = make_grant(second, "auditor", account=account)
    client = signed_in(here)
    assert client.get(url("units", second.code)).status_code == 403
    answer = client.post(url("roles"), {"grant": there.public_id})
    assert answer.status_code == 302 and client.session[GRANT_KEY] == there.public_id
    assert client.get(url("units", second.code)).status_code == 200
    assert client.get(url("units", first.code)).status_code == 403
    foreign = make_grant(first, "chair")
    assert client.post(url("roles"), {"grant": foreign.public_id}).status_code == 422


def test_a_first_password_is_shown_once_and_works() -> None:
    place = make_place()
    person, client = make_person(place, "周一"), clerk_of(place, "admin")
    body = {"person": person.public_id, "role": "clerk", "username": "zhou1"}
    page = client.post(url("account_new", place.code), body)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    person.refresh_from_db()
    assert person.account.check_password(page.context["password"])
    address = url("account_password", place.code, person.account.public_id)
    again = client.post(address)
    assert again.context["password"] != page.context["password"]


def test_the_state_of_an_account_is_changed_by_another() -> None:
    place, other = make_place(), make_place()
    grant, client = make_grant(place), clerk_of(place, "admin")
    address = url("account_state", place.code, grant.account.public_id)
    assert client.post(address, {"act": "disable"}).status_code == 302
    grant.account.refresh_from_db()
    assert not grant.account.is_active
    assert client.post(address, {"act": "burn"}).status_code == 409
    foreign = make_grant(other)
    address = url("account_state", place.code, foreign.account.public_id)
    assert client.post(address, {"act": "disable"}).status_code == 404
    revoke = url("grant_revoke", place.code, grant.public_id)
    assert client.post(revoke, {"reason": "调离"}).status_code == 302
    assert queries.grants_of(grant.account) == []


def test_cards_are_printed_for_the_chosen_deputies() -> None:
    place = make_place()
    first, _second = make_deputy(place, "周一"), make_deputy(place, "吴二")
    client = clerk_of(place)
    address = url("cards", place.code)
    assert client.post(address).status_code == 422
    page = client.post(address, {"deputy": first.public_id})
    assert [card.name for card in page.context["cards"]] == ["周一"]
    assert "no-store" in page["Cache-Control"]
    everybody = client.post(address, {"all": "1"})
    assert len(everybody.context["cards"]) == 2

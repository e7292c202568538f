"""页面: the desk over several places, the office's list, one item, its files, the head's view, the slip."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.documents import queries as documents
from oversight.followups import actions, permissions, queries
from oversight.followups.tests.builders import in_days, make_followup, make_office, photo
from oversight.followups.views import office_acts, unit_acts
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.test_sending_once import key_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def page(office, name: str, *keys: str) -> str:
    return reverse(f"followups:{name}", args=[office.place.code, *keys])


def test_one_desk_over_all_places_grouped_by_the_ladder(office):
    second = make_office()
    account = office.grants["liaison"].account
    grant = make.make_grant(second.place, "liaison", unit=second.unit, account=account)
    make_followup(office, due=in_days(-100), title="很久以前的")
    make_followup(office, due=in_days(-4), title="逾期的")
    make_followup(office, due=in_days(5), title="快到的")
    make_followup(second, due=in_days(-2), title="另一处的")
    make_followup(office, "reported_done", title="等核实的")
    make_followup(office, "verified", title="办结的")
    answer = office.client("liaison").get(page(office, "duties"))
    labels = [rung.label for rung in answer.context["rungs"]]
    assert labels == ["长期逾期", "逾期", "快到期", "已报告，等人大核实"]
    text = answer.content.decode()
    assert "办结的" not in text
    assert f'value="{grant.public_id}"' in text, "one press switches to the other place"
    assert "长期逾期 100 天" in text
    only = office.client("liaison").get(f"{page(office, 'duties')}?place={second.place.code}")
    assert only.context["listing"].paginator.count == 1


def test_the_desk_costs_the_same_for_one_and_for_many(office, django_assert_max_num_queries):
    for _number in range(12):
        make_followup(office)
    client = office.client("liaison")
    client.get(page(office, "duties"))
    with django_assert_max_num_queries(60):
        client.get(page(office, "duties"))


def test_search_filters_and_sorting_stand_in_the_address(office):
    make_followup(office, title="公交线路", due=in_days(-1))
    make_followup(office, title="桥下空间", kind="promise")
    client = office.client("clerk")
    url = page(office, "followups")

    def titles(query: str) -> list[str]:
        return [row.followup.title for row in client.get(f"{url}?{query}").context["rows"]]

    assert titles("q=桥下") == ["桥下空间"]
    assert titles("due=late") == ["公交线路"]
    assert titles("kind=promise") == ["桥下空间"]
    assert titles("state=closed") == []
    assert titles("sort=-due") == ["桥下空间", "公交线路"]
    assert client.get(f"{url}?form=xlsx").content[:2] == b"PK"
    assert "公交线路" in client.get(f"{url}?form=csv").content.decode("utf-8-sig")


def test_self_reported_done_shows_as_waiting_never_as_done(office):
    item = make_followup(office, "reported_done")
    answer = office.client("clerk").get(page(office, "followup", item.public_id))
    assert answer.context["badge"].state == "to_verify"
    assert "待核实" in answer.content.decode()


def test_the_verifying_page_takes_photographs(office):
    item = make_followup(office, "reported_done")
    client = office.client("member")
    url = page(office, "verify", item.public_id)
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    files = [photo("一.png"), photo("二.png")]
    assert client.post(url, {"text": "到站看过", "files": files}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.evidence.filter(purpose="site").count()) == ("verified", 2)
    shown = office.client("liaison").get(page(office, "followup", item.public_id))
    assert "一.png" in shown.content.decode()
    evidence = item.evidence.first()
    address = page(office, "file", item.public_id, evidence.file.public_id)
    assert office.client("liaison").get(f"{address}?show=1").status_code == 200


def test_a_stranger_reads_neither_item_nor_file(office):
    item = make_followup(office, "reported_done")
    stranger = make.signed_in(make.make_grant(office.place, "liaison"))
    assert stranger.get(page(office, "followup", item.public_id)).status_code == 403
    assert stranger.get(page(office, "duties")).context["listing"].paginator.count == 0


def test_an_assisting_unit_reads_and_does_not_report(office):
    helper = make.make_unit(office.place)
    item = make_followup(office, co_units=[helper])
    client = make.signed_in(make.make_grant(office.place, "liaison", unit=helper))
    assert client.get(page(office, "followup", item.public_id)).status_code == 200
    assert client.post(page(office, "progress", item.public_id), {"text": "甲"}).status_code == 403


def test_the_old_name_is_shown_and_the_new_unit_goes_on(office):
    item = make_followup(office, "in_progress")
    unit = institutions.rename_unit(
        operator(),
        office.place,
        unit=office.unit,
        name="县交通运输局",
        on=date.today(),
        basis="改革方案",
    )
    client = make.signed_in(make.make_grant(office.place, "liaison", unit=unit))
    text = client.get(page(office, "followup", item.public_id)).content.decode()
    assert "县交通运输局" in text
    assert "交办时为县交通局" in text


def test_the_head_sees_what_waits_what_is_late_and_the_sections(office):
    make_followup(office, "to_sign")
    make_followup(office, due=in_days(-3))
    item = make_followup(office, "accepted")
    actions.add_part(office.liaison, office.place, item, section="运管科", task="排班")
    answer = office.client("unit_head").get(page(office, "duties_unit"))
    assert [len(answer.context[name]) for name in ("to_sign", "late", "others")] == [1, 1, 1]
    assert "运管科：排班" in answer.content.decode()


def test_several_items_are_received_and_get_one_file_at_once(office):
    items = [make_followup(office) for _ in range(3)]
    keys = [item.public_id for item in items[:2]]
    client = office.client("liaison")
    key = key_in(client.get(page(office, "duties")))
    chosen = {"item": keys, "form_key": key}
    assert client.post(page(office, "duties_accept"), chosen).status_code == 302
    again = client.post(page(office, "duties_accept"), chosen)
    assert [str(one) for one in get_messages(again.wsgi_request)][-1].endswith("只办理了一次。")
    assert queries.open_of(office.place).filter(state="accepted").count() == 2
    picked = client.post(page(office, "shared_evidence"), {"item": keys, "pick": "1"})
    assert picked.url.count("item=") == 2
    form = client.get(picked.url).context["form"]
    assert form["items"].value() == keys
    sent = client.post(page(office, "shared_evidence"), {"items": keys, "files": photo()})
    assert sent.status_code == 302
    assert {each.file_id for item in items for each in item.evidence.all()} and all(
        item.evidence.count() == 1 for item in items[:2]
    )


def test_an_extension_is_asked_and_answered_by_page(office):
    item = make_followup(office, "in_progress")
    ask = page(office, "extension", item.public_id)
    data = {"due": in_days(400).isoformat(), "reason": "等"}
    assert office.client("liaison").post(ask, data).status_code == 409, "the rulebook sets a limit"
    data["due"] = in_days(45).isoformat()
    assert office.client("liaison").post(ask, data).status_code == 302
    answer = page(office, "extension_answer", item.public_id)
    data = {"answer": "granted", "reason": "属实", "due": in_days(45).isoformat()}
    assert office.client("clerk").post(answer, data).status_code == 302
    request = item.extensions.get()
    assert (request.state, bool(request.rulebook), bool(request.rulebook_sha256)) == (
        "granted",
        True,
        True,
    )


def test_a_slip_is_drafted_as_a_paper_about_the_item(office):
    item = make_followup(office, due=in_days(-3), basis="审议意见第三条")
    client = office.client("clerk")
    issuer = make.make_office(office.place, "县人大常委会办公室")
    url = page(office, "slip", item.public_id)
    assert client.get(url).status_code == 200
    answer = client.post(url, {"issuer": issuer.public_id, "note": "每周报一次。"})
    assert answer.status_code == 302
    paper = documents.papers_about(office.place, "followup", item.public_id).get()
    assert item.requirement in paper.text
    assert [each["name"] for each in paper.addressees] == [office.unit.name]
    assert paper.title in client.get(page(office, "followup", item.public_id)).content.decode()


UNIT_STEPS = ("progress", "done", "sign", "extension", "evidence", "part_new")
OFFICE_STEPS = ("verify", "send_back", "extension_answer", "urge", "slip", "enter", "reassign")


def test_a_page_of_one_act_asks_sign_in_role_item_and_state_in_this_order(office, client):
    item = make_followup(office, "withdrawn")
    liaison, clerk = office.client("liaison"), office.client("clerk")
    for name in (*UNIT_STEPS, *OFFICE_STEPS, "withdraw"):
        may, other = (liaison, clerk) if name in UNIT_STEPS else (clerk, liaison)
        address, nowhere = page(office, name, item.public_id), page(office, name, "nothing")
        assert "next=" in client.get(address).url, name
        assert other.get(address).status_code == 403, name
        assert other.get(nowhere).status_code == 403, f"{name}: the role comes first"
        assert may.get(nowhere).status_code == 404, name
        assert may.delete(address).status_code == 405, name
        answer = may.get(address)
        assert (answer.status_code, answer.templates[0].name) == (409, "followups/refused.html")


def test_a_page_of_one_act_tells_which_roles_it_opens_to():
    assert unit_acts.progress.permitted is permissions.can_report
    assert office_acts.verify.permitted is permissions.can_verify

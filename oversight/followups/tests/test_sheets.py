"""事项表进出: out, filled in, in again; conflicts cell by cell, nothing half imported, the same file again changes nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.followups import actions, queries
from oversight.followups.sheets import exporting
from oversight.followups.sheets.layouts import DUTIES, HOW_TO
from oversight.followups.tests.builders import (
    in_days,
    make_followup,
    make_office,
    refilled,
    workbook,
)
from oversight.followups.views.duties import duty_rows
from oversight.institutions.models import ImportDraft
from oversight.institutions.sheets.reading import read_tables
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def exported(office) -> bytes:
    return exporting.duties_workbook(
        duty_rows(queries.carried_by(office.place, office.liaison.unit_id).order_by("pk"))
    )


def preview(office, content: bytes, **more):
    return actions.preview_sheet(office.liaison, office.place, content=content, **more)


def imported(office, content: bytes, **more):
    return actions.import_sheet(office.liaison, office.place, content=content, **more)


def test_the_workbook_names_rows_versions_and_how_to_fill_it_in(office):
    item = make_followup(office, "in_progress")
    tables = read_tables(exported(office))
    table = tables[DUTIES.title]
    assert table.headings == tuple(column.heading for column in DUTIES.columns)
    assert table.rows[0][1][:2] == (item.public_id, str(item.version))
    assert len(tables[HOW_TO].rows) > len(DUTIES.columns)


def test_filled_in_it_does_what_the_rows_say(office):
    first, second, third = (make_followup(office) for _ in range(3))
    content = refilled(
        exported(office),
        {
            first.public_id: {"进展情况": "已排计划", "完成比例": "30%"},
            second.public_id: {"进展情况": "全部办完", "自报完成": "是"},
            third.public_id: {"申请延期至": in_days(45).isoformat(), "延期理由": "等到货"},
        },
    )
    seen = preview(office, content)
    assert seen.counts == {
        "changed": 3,
        "unchanged": 0,
        "conflict": 0,
        "refused": 0,
        "elsewhere": 0,
    }
    first.refresh_from_db()
    assert first.state == "assigned", "a preview writes nothing"
    assert imported(office, content, check=seen.check).imported
    for item in (first, second, third):
        item.refresh_from_db()
    assert (first.state, first.percent, first.progress) == ("in_progress", 30, "已排计划")
    assert second.state == "reported_done"
    assert third.extensions.get().asked_due == in_days(45)
    codes = list(audit.entries_of(office.place.code).values_list("code", flat=True)[:4])
    assert codes[0] == "followups.import_sheet"
    assert set(codes[1:]) == {
        "followups.report_progress",
        "followups.report_done",
        "followups.ask_extension",
    }


def test_the_same_file_again_changes_nothing(office):
    items = [make_followup(office) for _ in range(3)]
    content = refilled(
        exported(office),
        {
            items[0].public_id: {"进展情况": "第一步\n第二步", "完成比例": "30"},
            items[1].public_id: {"进展情况": "办完了", "自报完成": "是"},
            items[2].public_id: {"申请延期至": in_days(45).isoformat(), "延期理由": "等"},
        },
    )
    imported(office, content)
    entries = audit.entries_of(office.place.code).count()
    again = imported(office, content)
    assert (again.imported, again.count("unchanged")) == (False, 3)
    actions.refuse_extension(office.clerk, office.place, items[2], reason="不必")
    actions.send_back(office.clerk, office.place, items[1], reason="没好")
    actions.report_progress(office.liaison, office.place, items[0], text="后来的")
    again = imported(office, content)
    assert (again.imported, again.count("unchanged")) == (False, 3)
    assert audit.entries_of(office.place.code).count() == entries + 3


def test_a_wrong_cell_is_named_and_nothing_is_half_imported(office):
    good, bad, sealed = make_followup(office), make_followup(office), make_followup(office)
    content = refilled(
        exported(office),
        {
            good.public_id: {"进展情况": "好"},
            bad.public_id: {"进展情况": "坏", "完成比例": "200"},
            sealed.public_id: {"完成比例": "50"},
        },
    )
    seen = preview(office, content)
    assert [problem.cell for problem in seen.problems] == ["L3", "K4"]
    with pytest.raises(Invalid) as refused:
        imported(office, content)
    assert refused.value.code == "rows_refused"
    good.refresh_from_db()
    assert good.progress == ""
    imported(office, content, leave_out=True)
    good.refresh_from_db()
    assert good.progress == "好"


def test_refused_rows_come_back_to_be_mended(office):
    bad = make_followup(office)
    content = refilled(exported(office), {bad.public_id: {"进展情况": "坏", "完成比例": "很多"}})
    mend = exporting.refused_workbook(preview(office, content))
    table = read_tables(mend)[DUTIES.title]
    assert table.headings[-1] == "问题"
    assert "L2 完成比例" in table.rows[0][1][-1]
    mended = refilled(mend, {bad.public_id: {"完成比例": "50"}})
    assert imported(office, mended).imported
    bad.refresh_from_db()
    assert bad.percent == 50


def test_a_cell_changed_since_the_export_is_a_conflict_that_the_user_settles(office):
    item, other = make_followup(office, "in_progress"), make_followup(office, "in_progress")
    content = exported(office)
    actions.report_progress(office.head, office.place, item, text="局长写的", percent=55)
    mine = refilled(
        content,
        {
            item.public_id: {"进展情况": "联络员写的"},
            other.public_id: {"进展情况": "另一件"},
        },
    )
    seen = preview(office, mine)
    assert seen.counts["conflict"] == 1
    (conflict,) = seen.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "已排出计划。",
        "联络员写的",
        "局长写的",
    )
    assert conflict.cell == "K2"
    with pytest.raises(Invalid):
        imported(office, mine)
    theirs = {conflict.name: "theirs"}
    assert preview(office, mine, choices=theirs).counts["changed"] == 1
    imported(office, mine, choices={conflict.name: "mine"}, check=seen.check)
    item.refresh_from_db()
    assert (item.progress, item.percent) == ("联络员写的", 55)


def test_a_cell_that_only_the_system_changed_is_no_conflict(office):
    item = make_followup(office, "in_progress")
    content = exported(office)
    actions.report_progress(office.head, office.place, item, text="局长写的")
    seen = preview(office, refilled(content, {item.public_id: {"完成比例": "80"}}))
    assert seen.counts["changed"] == 1
    assert seen.rows[0].changes[0].after == "80"


def test_reporting_done_what_was_sent_back_since_is_a_conflict(office):
    item = make_followup(office, "in_progress")
    content = exported(office)
    actions.report_done(office.liaison, office.place, item, text="完")
    actions.send_back(office.clerk, office.place, item, reason="没好")
    seen = preview(office, refilled(content, {item.public_id: {"自报完成": "是"}}))
    assert [(each.field, each.theirs) for each in seen.conflicts] == [("done", "已退回，继续办理")]


def test_what_changed_between_preview_and_import_is_refused(office):
    item = make_followup(office, "in_progress")
    content = refilled(exported(office), {item.public_id: {"进展情况": "甲"}})
    seen = preview(office, content)
    actions.report_progress(office.head, office.place, item, text="乙")
    with pytest.raises(Refused) as refused:
        imported(office, content, check=seen.check)
    assert refused.value.code == "changed_since_preview"


def test_ids_versions_and_closed_items_are_checked(office):
    closed, wrong = make_followup(office, "in_progress"), make_followup(office)
    content = exported(office)
    actions.withdraw(office.clerk, office.place, closed, reason="重复")
    content = refilled(
        content,
        {
            closed.public_id: {"进展情况": "继续"},
            wrong.public_id: {"版本": "77", "进展情况": "甲"},
        },
    )
    seen = preview(office, content)
    assert [row.state for row in seen.rows] == ["refused", "refused"]
    assert [problem.cell for problem in seen.problems] == ["K2", "B3"]


def test_another_units_item_is_not_touched_by_naming_its_id(office):
    other = make.make_unit(office.place)
    foreign = make_followup(office, unit=other)
    own = make_followup(office)
    content = refilled(exported(office), {own.public_id: {"编号": foreign.public_id}})
    assert [row.state for row in preview(office, content).rows] == ["refused"]


def test_the_office_does_not_import_for_a_unit(office):
    make_followup(office)
    with pytest.raises(NotPermitted):
        actions.preview_sheet(office.clerk, office.place, content=exported(office))


def test_two_places_one_workbook_each_in_its_own_role(office):
    second = make_office()
    account = office.grants["liaison"].account
    grant = make.make_grant(second.place, "liaison", unit=second.unit, account=account)
    here, there = make_followup(office), make_followup(second)
    client = office.client("liaison")
    page = reverse("followups:duties_export", args=[office.place.code])
    content = client.get(page).content
    filled = refilled(
        content,
        {here.public_id: {"进展情况": "这里"}, there.public_id: {"进展情况": "那里"}},
    )
    upload = reverse("followups:duties_import", args=[office.place.code])
    answer = client.post(upload, {"file": workbook("填好.xlsx", filled)})
    draft = ImportDraft.objects.in_scope(Scope.of(office.place)).get()
    shown = client.get(answer.url)
    assert shown.context["counts"]["changed"] == 1
    assert [each["count"] for each in shown.context["elsewhere"]] == [1]
    client.post(answer.url, {"check": shown.context["outcome"].check})
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.progress, there.progress) == ("这里", "")
    onwards = reverse("followups:duties_preview", args=[second.place.code, draft.public_id])
    switched = client.post(
        reverse("institutions:roles"), {"grant": grant.public_id, "next": onwards}
    )
    assert switched.url == onwards
    shown = client.get(onwards)
    client.post(onwards, {"check": shown.context["outcome"].check})
    there.refresh_from_db()
    assert there.progress == "那里"
    assert audit.entries_of(second.place.code).first().actor_place == second.place.code


def test_choices_are_sent_from_the_preview_page(office):
    item = make_followup(office, "in_progress")
    content = exported(office)
    actions.report_progress(office.head, office.place, item, text="局长写的")
    client = office.client("liaison")
    upload = reverse("followups:duties_import", args=[office.place.code])
    mine = refilled(content, {item.public_id: {"进展情况": "联络员写的"}})
    address = client.post(upload, {"file": workbook("a.xlsx", mine)}).url
    shown = client.get(address)
    name = shown.context["conflicted"][0].conflicts[0].name
    assert "局长写的" in shown.content.decode()
    check = shown.context["outcome"].check
    assert client.post(address, {"check": check}).status_code == 422
    assert client.post(address, {"check": check, name: "mine"}).status_code == 302
    item.refresh_from_db()
    assert item.progress == "联络员写的"


def test_a_page_refuses_what_is_no_workbook(office):
    client = office.client("liaison")
    upload = reverse("followups:duties_import", args=[office.place.code])
    assert client.post(upload, {"file": workbook("a.xlsx", b"text")}).status_code == 422
    assert client.post(upload, {}).status_code == 422

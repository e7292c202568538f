"""行为: from assigned to verified, each with its change, its record and its refusals."""

from __future__ import annotations

from datetime import date

import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.followups import actions, queries
from oversight.followups.tests.builders import in_days, make_followup, make_office, photo
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions.queries import actor_for, units_of
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def codes(place) -> list[str]:
    return list(audit.entries_of(place.code).values_list("code", flat=True))


def told(grant) -> list[str]:
    return list(Notice.rows.filter(account=grant.account).values_list("title", flat=True))


def test_an_item_is_assigned_with_a_number_and_its_unit_is_told(office):
    first, second = make_followup(office), make_followup(office)
    year = first.assigned_at.year
    assert [first.code, second.code] == [f"跟〔{year}〕1号", f"跟〔{year}〕2号"]
    assert first.state == "assigned"
    assert codes(office.place)[0] == "followups.assign"
    assert len(told(office.grants["liaison"])) == 2
    assert len(told(office.grants["unit_head"])) == 2


def test_a_deadline_before_the_assignment_is_refused(office):
    with pytest.raises(Invalid) as refused:
        actions.assign(
            office.clerk,
            office.place,
            kind="promise",
            unit=office.unit,
            title="甲",
            requirement="乙",
            due=in_days(-1),
        )
    assert (refused.value.code, refused.value.where) == ("in_the_past", "due")


def test_who_reads_does_not_assign(office):
    for role in ("reviewer", "member", "auditor", "admin", "liaison", "unit_head", "deputy"):
        with pytest.raises(NotPermitted):
            actions.assign(
                office.actor(role),
                office.place,
                kind="promise",
                unit=office.unit,
                title="甲",
                requirement="乙",
                due=None,
            )


def test_progress_is_appended_and_moves_the_item_on(office):
    item = make_followup(office)
    actions.report_progress(office.liaison, office.place, item, text="第一步", percent=30)
    report = actions.report_progress(
        office.liaison, office.place, item, text="第二步", files=[photo()]
    )
    item.refresh_from_db()
    assert (item.state, item.percent, item.progress) == ("in_progress", 30, "第二步")
    assert [each.text for each in item.reports.all()] == ["第一步", "第二步"]
    assert report.evidence.count() == 1
    assert queries.content_at(item, 2)["progress"] == "第一步"


def test_self_reported_done_is_not_verified_done(office):
    item = make_followup(office, "reported_done")
    assert item.is_open
    assert item.closed_at is None
    actions.verify(office.clerk, office.place, item, text="到站查看。", files=[photo()])
    item.refresh_from_db()
    assert item.state == "verified"
    assert item.evidence.filter(purpose="site").count() == 1


def test_it_is_sent_back_with_a_reason_and_goes_on(office):
    item = make_followup(office, "reported_done")
    with pytest.raises(Invalid):
        actions.send_back(office.clerk, office.place, item, reason=" ")
    actions.send_back(office.clerk, office.place, item, reason="差两条线。", due=in_days(60))
    item.refresh_from_db()
    assert (item.state, item.state_reason, item.due) == ("sent_back", "差两条线。", in_days(60))
    actions.report_done(office.liaison, office.place, item, text="补齐了。")
    item.refresh_from_db()
    assert item.state == "reported_done"


def test_the_unit_does_not_verify_its_own_item(office):
    item = make_followup(office, "reported_done")
    grant = make.make_grant(office.place, "clerk", account=office.grants["liaison"].account)
    with pytest.raises(Refused) as refused:
        actions.verify(actor_for(grant), office.place, item, text="好")
    assert refused.value.code == "own_unit"
    assert refused.value.basis


def test_who_serves_in_the_unit_does_not_verify(office):
    item = make_followup(office, "reported_done")
    account = office.grants["member"].account
    person = make.make_person(office.place, "韩照川")
    institutions.link_account(operator(), office.place, person=person, account=account)
    institutions.add_post(operator(), office.place, person=person, unit=office.unit, title="副局长")
    with pytest.raises(Refused) as refused:
        actions.verify(office.actor("member"), office.place, item, text="好")
    assert refused.value.code == "own_unit"


def test_who_entered_a_paper_report_does_not_verify_it(office):
    item = make_followup(office)
    actions.enter_report(
        office.clerk, office.place, item, text="书面报告已办完。", scan=photo("报告.png")
    )
    with pytest.raises(Refused) as refused:
        actions.verify(office.clerk, office.place, item, text="好")
    assert refused.value.code == "own_report"
    actions.verify(office.reviewer, office.place, item, text="已看现场。")
    item.refresh_from_db()
    assert item.state == "verified"


def test_in_a_small_office_the_chair_confirms_and_it_is_recorded():
    office = make_office(small_office=True)
    item = make_followup(office)
    chair = office.actor("chair")
    actions.enter_report(chair, office.place, item, text="书面报告。", scan=photo())
    actions.verify(chair, office.place, item, text="已看现场。")
    entry = audit.last_entry(office.place.code, "followups.verify")
    assert entry.facts["chair_confirms_in_small_office"] is True


def test_where_the_head_must_sign_the_report_waits_for_the_scan(office):
    item = make_followup(office, "to_sign")
    assert item.state == "to_sign"
    assert any("签字" in title for title in told(office.grants["unit_head"]))
    with pytest.raises(NotPermitted):
        actions.return_report(office.liaison, office.place, item, reason="重写")
    actions.return_report(office.head, office.place, item, reason="数字不全。")
    actions.report_done(office.liaison, office.place, item, text="补全了。")
    actions.sign_report(office.head, office.place, item, scan=photo("签字.png"))
    item.refresh_from_db()
    assert item.state == "reported_done"
    assert item.evidence.filter(purpose="sealed").count() == 1


def test_open_sections_need_a_reason(office):
    item = make_followup(office, "accepted")
    part = actions.add_part(office.liaison, office.place, item, section="运管科", due=in_days(10))
    with pytest.raises(Refused) as refused:
        actions.report_done(office.liaison, office.place, item, text="办完。")
    assert (refused.value.code, refused.value.where) == ("parts_open", "parts_reason")
    actions.finish_part(office.liaison, office.place, part)
    actions.report_done(office.liaison, office.place, item, text="办完。")


def test_a_section_is_not_due_after_the_item(office):
    item = make_followup(office, "accepted")
    with pytest.raises(Invalid):
        actions.add_part(office.liaison, office.place, item, section="甲科", due=in_days(31))


def test_an_extension_is_asked_and_granted_with_reasons(office):
    item = make_followup(office, "in_progress")
    actions.ask_extension(
        office.liaison, office.place, item, due=in_days(45), reason="等设备到货。"
    )
    with pytest.raises(Refused) as refused:
        actions.ask_extension(office.liaison, office.place, item, due=in_days(50), reason="再等。")
    assert refused.value.code == "extension_waiting"
    item.refresh_from_db()
    assert item.due == in_days(30)
    actions.grant_extension(office.clerk, office.place, item, reason="情况属实。", due=in_days(40))
    item.refresh_from_db()
    assert (item.due, item.original_due, item.is_extended) == (in_days(40), in_days(30), True)


def test_an_extension_is_refused_and_the_deadline_stays(office):
    item = make_followup(office, "in_progress")
    actions.ask_extension(office.liaison, office.place, item, due=in_days(45), reason="等设备。")
    actions.refuse_extension(office.clerk, office.place, item, reason="可先办已到的。")
    item.refresh_from_db()
    assert (item.due, item.is_extended) == (in_days(30), False)


def test_one_file_serves_several_items_all_or_none(office):
    first, second = make_followup(office), make_followup(office, "verified")
    with pytest.raises(Refused):
        actions.attach_evidence(office.liaison, office.place, [first, second], files=[photo()])
    assert first.evidence.count() == 0
    third = make_followup(office, "in_progress")
    actions.attach_evidence(office.liaison, office.place, [first, third], files=[photo()])
    files = {each.file_id for item in (first, third) for each in item.evidence.all()}
    assert len(files) == 1


def test_items_follow_the_duty_to_the_successor(office):
    item = make_followup(office, "in_progress")
    institutions.rename_unit(
        operator(),
        office.place,
        unit=office.unit,
        name="县交通运输局",
        on=date.today(),
        basis="机构改革方案",
    )
    office.grants["liaison"] = make.make_grant(
        office.place,
        "liaison",
        unit=units_of(office.place).get(name="县交通运输局"),
    )
    report = actions.report_progress(office.liaison, office.place, item, text="继续办。")
    assert report.unit_name == "县交通运输局"
    item.refresh_from_db()
    assert item.unit.name == "县交通局"
    assert queries.carried_by(office.place, office.liaison.unit_id).get() == item


def test_of_a_split_unit_the_office_says_who_goes_on(office):
    item = make_followup(office, "in_progress")
    units = institutions.split_unit(
        operator(),
        office.place,
        unit=office.unit,
        names=["县公路局", "县公交局"],
        on=date.today(),
        basis="机构改革方案",
    )
    with pytest.raises(Refused) as refused:
        actions.urge(office.clerk, office.place, item)
    assert refused.value.code == "owner_gone"
    actions.reassign(office.clerk, office.place, item, unit=units[1], reason="公交由县公交局办理。")
    item.refresh_from_db()
    assert (item.unit.name, item.state) == ("县公交局", "assigned")


def test_staff_of_another_office_do_not_decide(office):
    body = make.make_office(office.place, "教科文卫工委")
    item = make_followup(office, office=body)
    with pytest.raises(NotPermitted):
        actions.withdraw(office.actor("office"), office.place, item, reason="不办")
    actions.withdraw(office.clerk, office.place, item, reason="重复。")
    assert queries.followups_of(office.place).get().state == "withdrawn"


def test_due_matters_speak_to_each_side(office):
    make_followup(office, due=in_days(3))
    make_followup(office, "reported_done")
    late = make_followup(office, due=in_days(-4))
    make_followup(office, due=in_days(300))
    by_role = {
        role: len(queries.due_matters(office.actor(role), office.place))
        for role in ("clerk", "liaison", "unit_head", "deputy", "auditor")
    }
    # what a unit has not accepted yet waits for it, however far away its day
    assert by_role == {"clerk": 3, "liaison": 3, "unit_head": 3, "deputy": 0, "auditor": 3}
    assert any(due.day == late.due for due in queries.due_matters(office.clerk, office.place))

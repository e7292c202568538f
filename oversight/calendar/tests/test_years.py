"""Days off by year: what counts for a place, the acts, the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.calendar import actions, queries, shipped
from oversight.calendar.rules.arrangements import Arranged
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db
NEW_YEAR = [Arranged(date(2027, 1, 1), "off", "元旦"), Arranged(date(2027, 1, 2), "on", "元旦")]


@pytest.fixture
def city() -> Any:
    return make.make_place("cal-city", "city")


@pytest.fixture
def place(city: Any) -> Any:
    return make.make_place("cal-county", parent=city)


def test_the_shipped_years_count_where_nothing_is_entered(place: Any):
    assert not queries.is_working_day(place, date(2026, 10, 1))
    assert queries.is_working_day(place, date(2026, 10, 10))
    assert queries.due_day(place, date(2026, 9, 30), 3, "working_days") == date(2026, 10, 10)
    table = queries.year_table(place, 2027)
    assert not table.known and table.days == ()
    assert queries.counted(place, date(2026, 12, 31), 5, "days").unknown_years == (2027,)


def test_one_day_is_set_by_one_act_and_the_year_is_kept(place: Any):
    actions.set_day(
        operator(), place, day=date(2026, 6, 12), kind="off", name="县庆", reason="县政府通知"
    )
    assert not queries.is_working_day(place, date(2026, 6, 12))
    assert not queries.is_working_day(place, date(2026, 10, 1))
    table = queries.year_table(place, 2026)
    assert table.source == "shipped" and len(table.days) == len(shipped.years()[2026]) + 1
    entry = last_entry(place.code, "calendar.set_day")
    assert entry is not None and entry.note == "县政府通知"
    assert entry.facts == {"day": "2026-06-12", "before": "", "after": "off"}


def test_a_day_may_be_made_plain_again(place: Any):
    actions.set_day(operator(), place, day=date(2026, 10, 7), kind="", reason="值班")
    assert queries.is_working_day(place, date(2026, 10, 7))
    with pytest.raises(Invalid) as refused:
        actions.set_day(operator(), place, day=date(2026, 10, 7), kind="", reason="再次")
    assert refused.value.code == "same_day"


@pytest.mark.parametrize(
    ("day", "kind", "reason", "code"),
    [
        (date(2026, 6, 12), "on", "加班", "works_anyway"),
        (date(2026, 6, 12), "off", " ", "no_reason"),
        (date(2026, 6, 12), "half", "半天", "unknown_kind"),
        (date(1999, 6, 12), "off", "旧", "bad_year"),
    ],
)
def test_a_day_that_cannot_be_set(place: Any, day: date, kind: str, reason: str, code: str):
    with pytest.raises(Invalid) as refused:
        actions.set_day(operator(), place, day=day, kind=kind, reason=reason)
    assert refused.value.code == code
    assert not queries.years_of(place).exists()


def test_a_year_is_entered_whole_and_replaced_whole(place: Any):
    actions.enter_year(operator(), place, year=2027, days=NEW_YEAR, notice="国办发明电〔2026〕7号")
    assert queries.is_working_day(place, date(2027, 1, 2))
    actions.enter_year(operator(), place, year=2027, days=NEW_YEAR[:1])
    assert not queries.is_working_day(place, date(2027, 1, 2))
    assert queries.year_table(place, 2027).days == tuple(NEW_YEAR[:1])
    entry = last_entry(place.code, "calendar.enter_year")
    assert entry is not None
    assert [c["model"] for c in entry.changes] == ["calendar.CalendarYear", "calendar.SpecialDay"]


def test_what_is_no_year(place: Any):
    for days, code in (
        ([], "no_days"),
        ([NEW_YEAR[0], NEW_YEAR[0]], "day_twice"),
        ([Arranged(date(2026, 1, 1), "off")], "other_year"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.enter_year(operator(), place, year=2027, days=days)
        assert refused.value.code == code


def test_a_county_copies_its_city_and_then_stands_alone(city: Any, place: Any):
    with pytest.raises(Refused) as refused:
        actions.copy_year(operator(), place, year=2027)
    assert refused.value.code == "year_unknown"
    actions.enter_year(operator(), city, year=2027, days=NEW_YEAR)
    actions.copy_year(operator(), place, year=2027)
    actions.enter_year(operator(), city, year=2027, days=NEW_YEAR[:1])
    table = queries.year_table(place, 2027)
    assert table.source == "copied" and table.days == tuple(NEW_YEAR)
    with pytest.raises(Refused) as refused:
        actions.copy_year(operator(), city, year=2027)
    assert refused.value.code == "no_upper_place"


def test_the_shipped_year_can_be_taken_again(place: Any):
    actions.set_day(operator(), place, day=date(2026, 10, 7), kind="", reason="值班")
    actions.use_shipped_year(operator(), place, year=2026)
    assert queries.year_table(place, 2026).days == shipped.years()[2026]
    with pytest.raises(Refused):
        actions.use_shipped_year(operator(), place, year=2099)


def test_only_the_clerk_changes_the_calendar(place: Any):
    for role in ("chair", "office", "liaison", "auditor"):
        actor = make.make_actor(place, role)
        with pytest.raises(NotPermitted):
            actions.enter_year(actor, place, year=2027, days=NEW_YEAR)


def test_the_year_says_what_is_missing_and_what_differs(city: Any, place: Any):
    client = make.clerk_of(place)
    shown = client.get(f"/w/{place.code}/calendar/2027/").content.decode()
    assert "2027 年的放假安排还没有录入" in shown and "只按双休日计算" in shown
    shown = client.get(f"/w/{place.code}/calendar/2026/").content.decode()
    assert "2026 年有" in shown and "国庆节" in shown and "10月1日至10月7日" in shown
    assert "/calendar/days/2026-02-28/" in shown
    actions.set_day(operator(), place, day=date(2026, 6, 12), kind="off", reason="县庆")
    shown = client.get(f"/w/{place.code}/calendar/2026/").content.decode()
    assert f"与{city.name}有 1 天不同：6月12日" in shown
    assert client.get(f"/w/{place.code}/calendar/1999/").status_code == 404


def test_a_reader_sees_the_year_without_ways_to_change_it(place: Any):
    shown = make.clerk_of(place, "member").get(f"/w/{place.code}/calendar/2026/").content.decode()
    assert "国庆节" in shown and "/calendar/days/" not in shown and "录入整年安排" not in shown


def test_a_day_is_changed_on_its_page(place: Any):
    client = make.clerk_of(place)
    address = f"/w/{place.code}/calendar/days/2026-06-12/"
    assert "工作日" in client.get(address).content.decode()
    assert client.post(address, {"kind": "off"}).status_code == 422
    sent = {"kind": "off", "name": "县庆", "reason": "县政府通知"}
    assert client.post(address, sent).status_code == 302
    assert not queries.is_working_day(place, date(2026, 6, 12))
    assert client.get(f"/w/{place.code}/calendar/days/2026-13-01/").status_code == 404


def test_a_notice_is_pasted_previewed_and_entered(place: Any):
    client = make.clerk_of(place)
    address = f"/w/{place.code}/calendar/2027/enter/"
    text = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月30日放假。"
    answer = client.post(address, {"text": text, "enter": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "没有这一天" in shown and "有 1 行读不懂" in shown
    assert not queries.years_of(place).exists()
    good = {
        "text": text.replace("2月30日放假", "2月5日至11日放假"),
        "notice": "国办发明电〔2026〕7号",
    }
    answer = client.post(address, good)
    assert answer.status_code == 200 and "2月5日至2月11日" in answer.content.decode()
    assert not queries.years_of(place).exists()
    assert client.post(address, {**good, "enter": "1"}).status_code == 302
    table = queries.year_table(place, 2027)
    assert len(table.days) == 10 and table.record.notice == "国办发明电〔2026〕7号"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_exported_year_is_imported_again(place: Any, form: str):
    client = make.clerk_of(place)
    content = client.get(f"/w/{place.code}/calendar/2026.{form}").content
    file = SimpleUploadedFile(f"2026.{form}", content)
    answer = client.post(f"/w/{place.code}/calendar/2026/enter/", {"file": file})
    shown = answer.content.decode()
    assert answer.status_code == 200 and "登记 2026 年安排" in shown
    assert shown.count("没有</dd>") == 2  # nothing more, nothing less than now


def test_a_file_that_cannot_be_read_is_refused(place: Any):
    client = make.clerk_of(place)
    for name, content in (("a.xlsx", b"no workbook"), ("a.csv", b"\xff\xfe\x81\x30\x00\xd8")):
        file = SimpleUploadedFile(name, content)
        answer = client.post(f"/w/{place.code}/calendar/2027/enter/", {"file": file})
        assert answer.status_code == 422
    assert not queries.years_of(place).exists()


def test_the_page_of_a_period(place: Any):
    client = make.clerk_of(place, "office")
    address = f"/w/{place.code}/calendar/deadline/"
    assert "算一个期限" in client.get(address).content.decode()
    query = {"start": "2026-07-01", "amount": "3", "unit": "months"}
    shown = client.get(address, query).content.decode()
    assert "到2026年10月8日 星期四为止" in shown and "第二百零三条" in shown and "国庆节" in shown
    late = client.get(address, {**query, "start": "2026-12-01", "unit": "working_days"})
    assert "到2026年12月4日" in late.content.decode()
    unknown = client.get(address, {**query, "start": "2026-12-01"}).content.decode()
    assert "2027 年的放假和调休通知还没有录入" in unknown
    assert client.get(address, {**query, "amount": "9999"}).status_code == 422
    assert client.get(address, {**query, "start": "2026-02-30"}).status_code == 422

"""工单清单: as many tickets as the figure says, masked, and no filter is ever part of the statement."""

from __future__ import annotations

import pytest
from hotline_analytics.tickets import parse_month

from oversight.hotline import analyses, questions, ticket_lists
from oversight.hotline.questions import Question
from oversight.hotline.tests.builders import make_import, make_place, ticket
from oversight.hotline.ticket_filters import NO_CATEGORY, STATES, TicketFilter

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")
ROWS = [
    ticket(1, "2026-06-01 08:00", closed="2026-06-02 08:00", due="2026-06-03 08:00", caller="甲", category="路灯"),
    ticket(2, "2026-06-02 08:00", closed="2026-06-09 08:00", due="2026-06-03 08:00", caller="甲", category="路灯"),
    ticket(3, "2026-06-03 08:00", due="2026-06-04 08:00", title="O'Brien 13812345678", caller="乙"),
    ticket(4, "2026-06-04 08:00", "水务局", kind="咨询", caller="乙"),
    ticket(5, "2026-05-04 08:00", "水务局", caller="乙"),
]  # fmt: skip
REPEATS = [
    ticket(1, "2026-06-01 08:00", caller="甲", category="路灯", kind="咨询"),
    ticket(2, "2026-06-01 08:00", caller="甲", category="路灯", kind="咨询"),
    ticket(3, "2026-06-02 08:00", caller="甲", category="路灯", kind="投诉"),
    ticket(4, "2026-04-01 08:00", caller="乙", category="噪声", kind="投诉"),
    ticket(5, "2026-06-28 08:00", caller="乙", category="噪声", kind="投诉"),
    ticket(6, "2026-03-01 08:00", caller="丙", kind="投诉"),
    ticket(7, "2026-06-09 08:00", caller="丙", kind="投诉"),
]  # fmt: skip


@pytest.fixture
def place(tmp_path):
    place = make_place()
    make_import(place, tmp_path, ROWS)
    return place


def listed(place, **chosen):
    page = ticket_lists.tickets_page(
        place, questions.standing(place, JUNE), TicketFilter((JUNE,), **chosen)
    )
    assert page.count == len(page.rows)
    return {row["ticket_id"] for row in page.rows}


def test_each_filter_finds_its_tickets(place):
    assert listed(place) == {"1", "2", "3", "4"}
    assert listed(place, units=frozenset({"水务局"})) == {"4"}
    assert listed(place, category="路灯") == {"1", "2"}
    assert listed(place, category=NO_CATEGORY) == {"3", "4"}
    assert listed(place, kinds=frozenset({"consultation"})) == {"4"}
    assert listed(place, state="on_time") == {"1"}
    assert listed(place, state="late") == {"2"}
    assert listed(place, state="overdue") == {"3"}
    assert listed(place, state="no_deadline") == {"4"}
    assert listed(place, repeat=True) == {"2", "3", "4"}
    assert listed(place, q="o'brien") == {"3"}


def test_a_list_is_as_long_as_its_figure(place):
    stands = questions.standing(place, JUNE)
    rows = analyses.analysis(place, Question(JUNE), stands).as_dict()["rows"]
    for row in rows:
        for state, name in (
            ("closed", "closed"),
            ("due", "due"),
            ("late", "late"),
            ("overdue", "overdue_open"),
        ):
            assert len(listed(place, units=frozenset({row["name"]}), state=state)) == row[name]
        assert (
            len(listed(place, units=frozenset({row["name"]}), repeat=True))
            == row["rates"]["repeat"]["numerator"]
        )


def test_every_state_can_be_asked(place):
    for state in STATES:
        assert listed(place, state=state) <= {"1", "2", "3", "4"}


def test_a_filter_is_a_value_and_never_a_statement(place):
    assert listed(place, q="' OR 1=1 --") == set()
    assert listed(place, units=frozenset({"') OR (1=1"})) == set()


def test_pages_and_order(place):
    stands, chosen = questions.standing(place, JUNE), TicketFilter((JUNE,))
    first = ticket_lists.tickets_page(place, stands, chosen, sort="received", limit=2)
    rest = ticket_lists.tickets_page(place, stands, chosen, sort="received", offset=2, limit=2)
    assert [row["ticket_id"] for row in first.rows + rest.rows] == ["1", "2", "3", "4"]
    assert first.count == rest.count == 4


def test_one_scan_and_two_scans_say_the_same(place, monkeypatch):
    stands = questions.standing(place, JUNE)
    filters = [TicketFilter((JUNE,), repeat=True), TicketFilter((JUNE - 1, JUNE), state="closed")]
    once = [ticket_lists.tickets_page(place, stands, chosen, limit=2) for chosen in filters]
    monkeypatch.setattr(ticket_lists, "ONE_SCAN_ROWS", 0)
    assert once == [ticket_lists.tickets_page(place, stands, chosen, limit=2) for chosen in filters]
    assert [(page.count, len(page.rows)) for page in once] == [(3, 2), (2, 2)]


def test_a_page_past_the_end_still_knows_the_count(place):
    stands = questions.standing(place, JUNE)
    page = ticket_lists.tickets_page(place, stands, TicketFilter((JUNE,)), offset=40)
    assert (page.rows, page.count) == ([], 4)


def test_repeats_look_only_at_the_chosen_kinds_and_strictly_back(tmp_path):
    place = make_place("kinds")
    make_import(place, tmp_path, REPEATS)
    assert listed(place, repeat=True) == {"3", "5"}
    assert listed(place, repeat=True, kinds=frozenset({"complaint"})) == {"5"}


def test_only_the_columns_asked_for_are_read(place):
    stands = questions.standing(place, JUNE)
    page = ticket_lists.tickets_page(
        place, stands, TicketFilter((JUNE,)), columns=("unit", "month")
    )
    assert set(page.rows[0]) == {"unit", "month"}


def test_no_caller_and_no_number_leaves(place):
    stands = questions.standing(place, JUNE)
    one = ticket_lists.ticket(place, stands, source="12345", ticket_id="3", month=JUNE)
    assert one is not None and "caller" not in one and "13812345678" not in one["title"]
    assert ticket_lists.ticket(place, stands, source="12345", ticket_id="x", month=JUNE) is None


def test_a_month_without_files_is_an_empty_list(place):
    page = ticket_lists.tickets_page(
        place, questions.standing(place, JUNE), TicketFilter((parse_month("2031-01"),))
    )
    assert (page.rows, page.count) == ([], 0)

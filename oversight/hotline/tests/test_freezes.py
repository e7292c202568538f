"""冻结: the same content keeps its version, other content is the next one, and the frozen month stays."""

from __future__ import annotations

import pytest
from hotline_analytics.tickets import parse_month

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.hotline import actions, analyses, queries, queries_months, questions
from oversight.hotline.actions.freezes import recompute
from oversight.hotline.locks import store_lock
from oversight.hotline.questions import Question
from oversight.hotline.tests.builders import (
    clerk,
    make_import,
    make_place,
    member,
    ticket,
    two_years,
)

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")


@pytest.fixture(scope="module")
def place(module_db, folder):
    place = make_place()
    make_import(place, folder, two_years({"城管局": 6, "水务局": 4}, last_factor=2.0))
    return place


def test_a_freeze_keeps_hash_results_rule_and_the_entry(place):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    assert (freeze.version, freeze.tickets, freeze.format) == (1, 20, "snapshot-1")
    assert freeze.rule == "double_rise@1" and len(freeze.parameters_sha256) == 64
    kept = {(r.by, r.window, r.kinds) for r in freeze.results.all()}
    assert {("unit", "month", "all"), ("category", "ytd", "complaint")} <= kept
    entry = last_entry(place.code, "hotline.freeze_month")
    assert entry is not None and entry.rule == "double_rise@1" and entry.facts["version"] == 1


def test_nothing_changed_nothing_new(place):
    first = actions.freeze_month(clerk(place), place, month=JUNE)
    again = actions.freeze_month(clerk(place), place, month=JUNE)
    assert (again.pk, again.frozen_at) == (first.pk, first.frozen_at)


def test_a_change_in_another_month_keeps_the_version(place, tmp_path):
    first = actions.freeze_month(clerk(place), place, month=JUNE)
    make_import(place, tmp_path, [ticket("x", "2026-05-05 10:00")])
    assert actions.freeze_month(clerk(place), place, month=JUNE).pk == first.pk


def test_a_corrected_month_is_a_new_version_and_the_old_one_stays(place, tmp_path):
    first = actions.freeze_month(clerk(place), place, month=JUNE)
    make_import(place, tmp_path, [ticket("x", "2026-06-05 10:00")])
    second = actions.freeze_month(clerk(place), place, month=JUNE)
    assert (second.version, second.tickets) == (2, 21) and second.sha256 != first.sha256
    old = questions.standing(place, JUNE, version=1)
    sha256, tickets = analyses.fingerprint(place, Question(JUNE), old.revision)
    assert (sha256, tickets) == (first.sha256, 20)


def test_a_frozen_month_answers_from_its_freeze_whatever_came_later(place, tmp_path):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    before = analyses.answer(place, Question(JUNE), questions.standing(place, JUNE))
    make_import(place, tmp_path, [ticket("x", "2026-06-05 10:00"), ticket("y", "2026-05-05 10:00")])
    stands = questions.standing(place, JUNE)
    after = analyses.answer(place, Question(JUNE), stands)
    assert before == after and stands.as_of == freeze.frozen_at
    assert after["snapshot"] == {"sha256": freeze.sha256, "tickets": 20, "version": 1}
    now = analyses.answer(place, Question(JUNE), questions.standing(place, JUNE, frozen=False))
    assert now["snapshot"]["version"] is None and now["snapshot"]["tickets"] == 21


def test_recomputing_a_freeze_gives_the_stored_results(place):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    for stored in freeze.results.all():
        kinds = None if stored.kinds == "all" else frozenset(stored.kinds.split(","))
        assert recompute(freeze, stored.by, stored.window, kinds) == stored.result


def test_pages_show_the_stored_result_of_a_frozen_month(place):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    view = queries_months.month_view(place, Question(JUNE))
    assert view.freeze == freeze and view.answer["snapshot"]["sha256"] == freeze.sha256
    assert {row["name"]: row["double_rise"] for row in view.answer["rows"]} == {
        "城管局": "yes",
        "水务局": "yes",
    }


def test_a_month_without_tickets_cannot_be_frozen(place):
    with pytest.raises(Invalid) as refused:
        actions.freeze_month(clerk(place), place, month=parse_month("2027-01"))
    assert refused.value.code == "empty_month"
    assert queries.latest_freeze(place, parse_month("2027-01")) is None


def test_only_the_clerk_freezes(place):
    for actor in (member(place), clerk("elsewhere")):
        with pytest.raises(NotPermitted):
            actions.freeze_month(actor, place, month=JUNE)


def test_a_summary_needs_a_freeze(place):
    with pytest.raises(Refused) as refused:
        actions.propose_summary(clerk(place), place, month=JUNE)
    assert refused.value.code == "not_frozen"


def test_a_freeze_waits_for_a_running_import(place, monkeypatch):
    monkeypatch.setattr("oversight.hotline.locks.WAIT_SECONDS", 0.0)
    with store_lock(place.code), pytest.raises(Refused) as refused:
        actions.freeze_month(clerk(place), place, month=JUNE)
    assert refused.value.code == "store_busy"

"""采用的规则: the rulebook in force grades, a freeze keeps it, and what was frozen is computed again under it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hotline_analytics.grading import GradingParameters
from hotline_analytics.tickets import parse_month

from oversight.audit.queries import last_entry
from oversight.hotline import actions, analyses, queries_months, questions, rechecks, reports
from oversight.hotline.actions.freezes import recompute
from oversight.hotline.governing import governing, governing_freeze, governing_standing
from oversight.hotline.models import MonthFreeze
from oversight.hotline.questions import Question, Standing, read_kinds
from oversight.hotline.rules.double_rise import RULES, RiseFacts
from oversight.hotline.tests.builders import clerk, make_import, make_place, spread, two_years
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks import shipped
from oversight.rulebooks.tests.builders import make_adopted

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")


@pytest.fixture(scope="module")
def place(module_db, folder):
    place = make_place()
    rows = two_years({"城管局": 20, "水务局": 18, "供电公司": 15}, last_factor=3.0)
    make_import(place, folder, rows)
    return place


def today() -> date:
    return timezone.localdate()


def grades(answer) -> dict[str, str]:
    return {row["name"]: row["grade"] for row in answer["rows"] if row["grade"]}


def answer_now(place):
    return analyses.answer(place, Question(JUNE), questions.standing(place, JUNE, frozen=False))


STRICT = {"double_rise": {"min_count": 50, "min_ratio": 2.5}}


def test_without_an_adopted_version_the_parameters_are_the_packages_own(place):
    rules = governing(place)
    assert rules.rulebook.template and rules.grading == GradingParameters()
    assert rules.question(JUNE) == Question(JUNE)
    assert rules.rule.version == "double_rise@1"


def test_an_adopted_rulebook_grades_from_its_day_on(place):
    before = answer_now(place)
    assert set(grades(before).values()) == {"strong"}
    make_adopted(place, today(), **STRICT)
    after = answer_now(place)
    assert grades(after) == {"城管局": "strong", "水务局": "strong", "供电公司": "weak"}
    same = ("count", "previous", "last_year", "double_rise")
    assert [[row[key] for key in same] for row in before["rows"]] == [
        [row[key] for key in same] for row in after["rows"]
    ]
    yesterday = timezone.now() - timedelta(days=1)
    stands = Standing(questions.standing(place, JUNE).revision, yesterday)
    assert governing_standing(place, stands).rulebook.template


def test_a_freeze_keeps_its_rulebook_and_is_computed_again_under_it(place):
    first = actions.freeze_month(clerk(place), place, month=JUNE)
    template = shipped.template()
    assert (first.rulebook, first.rulebook_sha256) == (template.reference, template.sha256)
    entry = last_entry(place.code, "hotline.freeze_month")
    assert entry is not None and entry.facts["rulebook"] == template.reference
    make_adopted(place, today(), **STRICT)
    stored = first.results.get(by="unit", window="month", kinds="all")
    assert recompute(first, "unit", "month", None) == stored.result
    for one in rechecks.stored_results(first):
        assert recompute(first, one.by, one.window, read_kinds(one.kinds)) == one.result
    view = queries_months.month_view(place, Question(JUNE))
    assert grades(view.answer) == grades(stored.result)
    assert governing_freeze(first).grading.sha256 == first.parameters_sha256


def test_the_next_version_of_the_month_is_frozen_under_the_new_rulebook(place, tmp_path):
    first = actions.freeze_month(clerk(place), place, month=JUNE)
    adopted = make_adopted(place, today(), **STRICT)
    make_import(place, tmp_path, spread("2026-06", "城管局", 1, start=900))
    second = actions.freeze_month(clerk(place), place, month=JUNE)
    assert (second.version, second.rulebook) == (2, adopted.reference)
    assert second.rulebook_sha256 == adopted.sha256 == rulebooks.at(second.rulebook).sha256
    assert second.parameters_sha256 != first.parameters_sha256
    assert governing_freeze(second).grading.sha256 == second.parameters_sha256
    assert grades(second.results.get(by="unit", window="month", kinds="all").result) == {
        "城管局": "strong",
        "水务局": "strong",
        "供电公司": "weak",
    }


def test_what_the_rulebook_asks_is_kept_with_the_freeze_and_reported(place):
    make_adopted(place, today(), double_rise={"window": "ytd", "kinds": ["complaint", "help"]})
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    assert freeze.results.filter(by="unit", window="ytd", kinds="complaint,help").count() == 1
    assert reports.answer_for(place, JUNE, None)["window"] == "ytd"


def test_a_freeze_from_before_there_were_rulebooks_reads_the_first_template(place):
    old = MonthFreeze(jurisdiction=place, month=JUNE, rule="double_rise@1")
    rules = governing_freeze(old)
    assert rules.rulebook.reference == shipped.template("v1").reference
    assert rules.grading == GradingParameters()


def test_the_report_names_the_rulebook(place):
    make_adopted(place, today())
    answer = answer_now(place)
    lines = reports.source(place, answer, "Asia/Shanghai", reports.rules_of(place, JUNE, answer))
    assert f"{today().year}年第1版" in lines[-1] and "double_rise@1" in lines[-2]


OUTCOMES = {
    "double_rise@1": [
        (RiseFacts(120, 120, 100, 90), "propose_judgment"),
        (RiseFacts(100, 100, 100, 90), "none"),
        (RiseFacts(5, 5, 0, 2), "judge_by_hand"),
        (RiseFacts(5, 5, 2, None), "judge_by_hand"),
        (RiseFacts(600, 110, 100, 500), "propose_judgment"),
        (RiseFacts(0, 0, None, None), "none"),
    ]
}


def test_every_version_of_the_rule_stays_callable_with_its_outcomes():
    assert set(OUTCOMES) == set(RULES)
    for version, cases in OUTCOMES.items():
        assert [RULES[version].judge(facts).outcome for facts, _out in cases] == [
            outcome for _facts, outcome in cases
        ]

"""条款: what the template says, and what may not be adopted."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hotline_analytics.grading import GradingParameters

from oversight.rulebooks import shipped
from oversight.rulebooks.rules.differences import section_differences
from oversight.rulebooks.sections import (
    SECTIONS,
    DoubleRise,
    Methods,
    Projects,
    Ratings,
    Recipients,
    SectionError,
)
from oversight.rulebooks.sections import Numbering as Numbers
from oversight.rulebooks.sections.numbering import in_series

SHIPPED = {
    "v1": "410028a7a36df7161c5b8d496241c457989b70b258e0447ca0f8da8534adf144",
    "v2": "7735305a117ca3dcf715540ad8d6641681933b8c2a3757b1089bb9da88d906f0",
    "v3": "70df59e31573d6480dd72314238c7157e6cd69926f2032f93478f34d5f21d349",
    "v4": "a64b5b24ca1513b6b300812a4e0a0846a166118d21622bd6a7be15f210ed5c42",
    "v5": "a69e8f4355699b2bf2fc4be74917026d3a81481e28f8431802fcb5928a558cd3",
}


def values_of(name: str) -> dict[str, Any]:
    return json.loads(shipped.template().canonical)[name]


def codes(name: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(SectionError) as error:
        SECTIONS[name].from_dict(values)
    return [(one.code, one.where) for one in error.value.problems]


def test_a_shipped_template_is_never_changed():
    assert {name: shipped.template(name).sha256 for name in shipped.RELEASES} == SHIPPED


@pytest.mark.parametrize("name", list(SECTIONS))
def test_every_section_goes_through_json_unchanged(name):
    values = values_of(name)
    section = SECTIONS[name].from_dict(values)
    assert json.loads(json.dumps(section.to_dict())) == values
    assert SECTIONS[name].TITLE and SECTIONS[name].ABOUT and SECTIONS[name].BASIS


@pytest.mark.parametrize("name", list(SECTIONS))
def test_a_missing_and_an_unknown_field_are_named(name):
    values = {"nothing": 1, **values_of(name)}
    gone = SECTIONS[name].ITEMS[0].name
    del values[gone]
    assert set(codes(name, values)) == {("unknown_field", "nothing"), ("missing", gone)}


def test_the_template_grades_as_the_analytics_package_does():
    section = DoubleRise.from_dict(values_of("double_rise"))
    assert section.grading == GradingParameters()
    assert section.grading.sha256 == GradingParameters().sha256
    assert (section.window, section.kinds_asked) == ("month", None)
    assert (section.guard_count, section.guard_rate, section.guard_rolling) == (0, 0.0, False)


@pytest.mark.parametrize(("code", "days"), [("draft", 19), ("final", 9), ("members", 6)])
def test_no_lead_time_is_shorter_than_the_law(code, days):
    values = values_of("lead_times")
    number = next(i for i, step in enumerate(values["steps"]) if step["code"] == code)
    values["steps"][number]["days"] = days
    assert codes("lead_times", values) == [("below_law", f"steps.{number}.days")]


def test_a_step_of_the_law_cannot_be_left_out_but_others_may_be_added():
    values = values_of("lead_times")
    more = {"code": "research", "days": 30, "text": "会前调研", "basis": "《监督法》第十三条"}
    values["steps"].append(more)
    assert len(SECTIONS["lead_times"].from_dict(values).to_dict()["steps"]) == 4
    values["steps"] = values["steps"][1:]
    assert codes("lead_times", values) == [("law_row_gone", "steps")]


def test_a_waiver_needs_its_basis():
    values = {**values_of("lead_times"), "waiver": True}
    assert codes("lead_times", values) == [("no_waiver_basis", "waiver_basis")]


def test_suggestions_are_answered_within_the_laws_months_however_the_time_is_written():
    values = values_of("deadlines")
    number = next(i for i, r in enumerate(values["rows"]) if r["code"] == "suggestion_answer")
    row = values["rows"][number]
    for amount, unit in ((4, "months"), (85, "days"), (61, "working_days")):
        row.update(amount=amount, unit=unit)
        assert codes("deadlines", values) == [("above_law", f"rows.{number}.amount")]
    row.update(amount=60, unit="days")
    assert SECTIONS["deadlines"].from_dict(values)


def test_reminders_go_down():
    assert codes("overdue", {**values_of("overdue"), "reminder_days": [3, 10]}) == [
        ("not_descending", "reminder_days")
    ]


def test_zibo_reports_to_the_party_committee_and_copies_three():
    rows = Recipients.from_dict(values_of("recipients")).narrowed("city", "city").rows
    assert [(row.name, row.role) for row in rows] == [
        ("市委", "report_to"),
        ("市政府", "copy_up"),
        ("市纪委", "copy_up"),
        ("市委组织部", "copy_up"),
    ]


@pytest.mark.parametrize(
    "kind",
    ["province", "city", "county", "district", "county_city", "town", "township", "subdistrict"],
)
def test_every_kind_of_place_reports_to_just_one(kind):
    rows = Recipients.from_dict(values_of("recipients")).narrowed("", kind).rows
    assert [row.role for row in rows].count("report_to") == 1


def test_two_addressees_of_an_upward_report_are_refused():
    values = values_of("recipients")
    values["rows"].append({**values["rows"][0], "name": "省人大"})
    assert codes("recipients", values) == [("two_reports", "rows")]


def test_signatures_by_level():
    methods = Methods.from_dict(values_of("methods"))
    signed = {
        (level, body): found.signatures
        for level, kind in (("city", "city"), ("county", "county"), ("town", "town"))
        for body in ("standing_committee", "congress")
        if (found := methods.narrowed(level, kind).basis_of("interpellation", body))
    }
    assert signed == {
        ("city", "standing_committee"): 5,
        ("city", "congress"): 10,
        ("county", "standing_committee"): 3,
        ("county", "congress"): 10,
        ("town", "congress"): 10,
    }


def test_a_town_has_the_presidiums_methods_and_no_special_inquiry():
    town = Methods.from_dict(values_of("methods")).narrowed("town", "town")
    assert {row.method for row in town.of_body("presidium") if row.proposable} == {
        "special_work_report",
        "thematic_research",
        "inspection_visit",
        "law_enforcement_inspection",
    }
    assert town.of_body("standing_committee") == () == town.of_body("street_committee")
    assert all("第" in row.basis for row in town.rows)


def test_every_method_of_the_procedures_has_a_basis_somewhere():
    methods = Methods.from_dict(values_of("methods"))
    listed = {code for code, _word in Methods.ITEMS[0].columns[0].choices}
    assert {row.method for row in methods.rows} == listed


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"signatures": 2}, "not_the_laws_number"),
        ({"levels": ["county", "town"]}, "no_committee_in_towns"),
    ],
)
def test_a_method_says_what_the_law_says(change, expected):
    values = values_of("methods")
    number = next(
        i
        for i, row in enumerate(values["rows"])
        if (row["method"], row["body_kind"], row["levels"])
        == ("interpellation", "standing_committee", ["county"])
    )
    values["rows"][number].update(change)
    assert expected in [code for code, _where in codes("methods", values)]


def test_special_inquiry_belongs_to_a_standing_committee():
    values = values_of("methods")
    row = next(row for row in values["rows"] if row["method"] == "special_inquiry")
    values["rows"].append({**row, "body_kind": "presidium", "levels": ["town"]})
    where = f"rows.{len(values['rows']) - 1}.body_kind"
    assert codes("methods", values) == [("committee_method", where)]


def test_an_issuers_word_with_its_series():
    numbers = Numbers.from_dict(values_of("numbering"))
    assert numbers.word("general_office", "main", "云川市") == "云人常办"
    assert numbers.word("general_office", "judgment", "云川市") == "云人常办研"
    short = Numbers.from_dict({**values_of("numbering"), "short": "云川"})
    assert short.word("standing_committee", "main", "云川市") == "云川人常发"
    assert short.word("standing_committee", "letter", "云川市") == "云川人常函"
    assert in_series("云人常发", "公告") == "云人常公告"


def test_two_series_never_share_a_word():
    values = values_of("numbering")
    values["series"][1]["word"] = values["series"][2]["word"]
    assert codes("numbering", values) == [("same_word", "series.2.word")]


def test_an_older_release_says_nothing_of_younger_sections():
    assert "askers" not in shipped.template("v1").content
    assert "askers" in shipped.template("v2").content


def test_what_nothing_reads_any_more_is_passed_over_and_stays_in_the_older_release():
    older, today = (shipped.template(name).content["dispositions"] for name in ("v1", "v2"))
    dropped = SECTIONS["dispositions"].DROPPED
    assert set(older) - set(today) == dropped
    read = SECTIONS["dispositions"].from_dict(older)
    assert read.to_dict() == today
    assert not dropped & {item.name for item in SECTIONS["dispositions"].ITEMS}


def test_members_may_always_ask_and_nobody_asks_in_a_body_that_considers_nothing():
    values = values_of("askers")
    rows = values["rows"]
    member = next(row for row in rows if row["capacity"] == "member")
    assert codes("askers", {"rows": [row for row in rows if row is not member]}) == [
        ("members_ask", "rows")
    ]
    assert codes("askers", {"rows": [{**member, "live": False}, *rows[1:]]}) == [
        ("members_ask", "rows")
    ]
    stray = {**rows[1], "body_kind": "party_group", "before": False, "live": False}
    assert codes("askers", {"rows": [*rows, stray]}) == [
        ("no_questions", f"rows.{len(rows)}.body_kind"),
        ("neither_before_nor_live", f"rows.{len(rows)}.before"),
    ]


def test_a_town_has_askers_of_its_presidium_alone():
    town = SECTIONS["askers"].from_dict(values_of("askers")).narrowed("town", "town")
    assert {row.body_kind for row in town.rows} == {"presidium", "congress"}


def test_rating_rules_keep_their_limits_in_order_and_where_they_are_read():
    values = values_of("ratings")
    number = next(i for i, row in enumerate(values["rows"]) if row["code"] == "by_share")
    where = f"rows.{number}.satisfied_from"
    for limits, code in (((40, 50), "limits_turned"), ((80, 0), "no_limits")):
        row = dict(zip(("satisfied_from", "basically_from"), limits, strict=True))
        values["rows"][number].update(row)
        assert codes("ratings", values) == [(code, where)]
    values["rows"][number].update(code="rates_only", body_kind="raters")
    assert ("limits_unused", where) in codes("ratings", values)


def test_a_body_has_one_of_the_two_rules_of_half_of_all():
    """An older release has both and can still be read; neither is written any more."""
    assert Ratings.from_dict(values_of("ratings")).contradictions() == ()
    older = Ratings.from_dict(shipped.template("v3").content["ratings"]).contradictions()
    assert {one.code for one in older} == {"both_halves"} and len(older) == 6
    assert older[0].where == "rows.1.code"


def test_a_body_rates_by_the_rules_it_adopted_and_a_town_has_no_committee():
    section = Ratings.from_dict(values_of("ratings"))
    assert section.rule("by_share", "").parameters == {
        "least_raters": 5, "satisfied_from": 80, "basically_from": 50
    }  # fmt: skip
    assert section.rule("half_of_all_counts", "presidium").parameters == {"least_raters": 3}
    assert {row.body_kind for row in section.narrowed("town", "town").rows} == {
        "congress", "presidium", "raters"
    }  # fmt: skip
    assert section.narrowed("county", "county").rule("rates_only", "presidium") is None
    kept = [*section.rows, replace(section.rows[2], body_kind="street_committee")]
    values = {"rows": [asdict(row) for row in kept]}
    assert Ratings.from_dict(values).rule("rates_only", "street_committee") is not None


def test_the_template_shows_no_result_by_which_few_raters_are_known():
    """Congress and standing committee publish their counts anyway; smaller bodies and outside raters do not."""
    section = Ratings.from_dict(values_of("ratings"))
    least = {(row.body_kind, row.least_raters) for row in section.rows}
    assert least == {
        ("congress", 0), ("standing_committee", 0), ("chairpersons_meeting", 3), ("presidium", 3),
        ("special_committee", 3), ("raters", 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"least_surplus": 0}, ("no_surplus", "least_surplus")),
        ({"red_below": 60}, ("not_rising", "red_below")),
        ({"places": 0}, ("too_small", "places")),
        ({"majority": "more_than_half_of_present"}, ("not_a_choice", "majority")),
        ({"candidate_tabler": "party"}, ("not_a_choice", "candidate_tabler")),
    ],
)
def test_projects_keep_a_surplus_the_laws_majority_and_colours_in_order(change, found):
    assert codes("projects", {**values_of("projects"), **change}) == [found]


def test_a_rulebook_older_than_projects_is_read_by_the_template():
    assert "projects" not in shipped.template("v3").content
    section = Projects.from_dict(values_of("projects"))
    assert section == Projects()
    assert (section.places, section.least_candidates) == (10, 12)


def test_limits_of_secret_ballots_are_only_raised():
    values = values_of("secret_ballots")
    assert (values["least_voters"], values["least_paper"], values["least_batch"]) == (10, 5, 50)
    on = {row["matter"] for row in values["rows"] if row["allowed"]}
    assert on == {"project_choice", "rating", "decision"}
    low = {**values, "least_voters": 9, "least_paper": 4}
    assert codes("secret_ballots", low) == [
        ("too_small", "least_voters"),
        ("too_small", "least_paper"),
    ]
    assert SECTIONS["secret_ballots"].from_dict({**values, "least_voters": 30}).least_voters == 30


def test_archives_about_persons_are_a_hash_only_and_no_matter_is_forgotten():
    values = values_of("secret_ballots")
    rows = [
        {**row, "archive": "public"} if row["matter"] == "appointment" else row
        for row in values["rows"]
        if row["matter"] != "dismissal"
    ]
    assert codes("secret_ballots", {**values, "rows": rows}) == [
        ("matter_missing", "rows"),
        ("persons_hash_only", "rows.4.archive"),
    ]


def test_a_field_younger_than_a_version_leaves_its_check_value_and_may_forbid_revoting():
    values, section = values_of("secret_ballots"), SECTIONS["secret_ballots"]
    assert "revoting" not in values and section.from_dict(values).revoting
    assert section.from_dict({**values, "revoting": True}).to_dict() == values
    forbidden = {**values, "revoting": False}
    assert section.from_dict(forbidden).to_dict() == forbidden
    assert codes("secret_ballots", {**values, "revoting": "no"}) == [("unreadable", "revoting")]
    (one,) = section_differences("secret_ballots", values, forbidden)
    assert (one.item.name, one.before, one.after) == ("revoting", True, False)

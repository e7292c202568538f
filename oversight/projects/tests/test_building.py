"""实施: plans, monthly reports, colours and lateness, many projects by spreadsheet, one desk for the unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as registers
from oversight.institutions.sheets.reading import read_tables
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.projects.actions import building_sheets
from oversight.projects.models import ProjectYear
from oversight.projects.pages import building_steps
from oversight.projects.queries import building as read
from oversight.projects.rules import finishing, plans
from oversight.projects.rules.stages import PROJECT_STATES, UNDER_WAY
from oversight.projects.tables import building as tables
from oversight.projects.tables import reading
from oversight.projects.tests import builders_building as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


@pytest.fixture
def year(town: b.Town) -> ProjectYear:
    return b.chosen_year(town)


def test_the_year_is_implementing_once_every_chosen_project_has_its_plan(town, year):
    for number in (1, 2):
        b.plan(town, b.project_of(year, number))
    year.refresh_from_db()
    assert (year.state, b.project_of(year, 1).state) == ("announced", "chosen")
    b.plan(
        town, b.project_of(year, 1), leader="镇长"
    )  # before the work begins it may be written again
    assert [one.version for one in b.project_of(year, 1).plans.all()] == [1, 2]
    b.plan(town, b.project_of(year, 3), town.clerk)
    year.refresh_from_db()
    assert year.state == "implementing"
    assert {b.project_of(year, n).state for n in (1, 2, 3)} == {"implementing"}
    with pytest.raises(Refused) as refused:
        b.plan(town, b.project_of(year, 1))
    assert refused.value.code == "plan_fixed"


def test_one_desk_shows_what_the_unit_owes_in_projects_and_the_year_leads_to_its_works(town, year):
    """承办事项: the plans to write stand beside the followups; the page of the year leads to list and rating."""
    desk = b.client(town, "liaison").get(f"/w/{town.place.code}/duties/").content.decode()
    for number in (1, 2, 3):
        project = b.project_of(year, number)
        assert f"{project.title}：还没有实施计划" in desk
        assert f"/projects/works/{project.public_id}/plan/" in desk
    page = b.client(town).get(f"/w/{town.place.code}/projects/2026/").content.decode()
    for part in ("building", "rating"):
        assert f"/projects/2026/{part}/" in page


def test_a_unit_plans_and_reports_its_own_projects_only(town, year):
    _unit, other = b.another_unit(town)
    with pytest.raises(NotPermitted):
        b.plan(town, b.project_of(year), registers.actor_for(other))


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"due": date(2026, 2, 1)}, "due"),
        ({"nodes": ()}, "nodes"),
        (
            {"nodes": (plans.Node(date(2026, 5, 31), 60), plans.Node(date(2026, 6, 30), 50))},
            "nodes",
        ),
        ({"nodes": (plans.Node(date(2026, 5, 31), 60, 700_000),)}, "nodes"),
        ({"nodes": (plans.Node(date(2027, 5, 31), 60),)}, "nodes"),
        ({"budget_yuan": 800_000}, "guarantee"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused_at_its_field(town, year, more, where):
    with pytest.raises(Invalid) as refused:
        b.plan(town, b.project_of(year), **more)
    assert refused.value.where == where


def test_late_is_told_with_the_reason_and_the_colour_is_by_the_plan_of_the_day(town):
    year = b.under_way(town)
    project = b.project_of(year)
    with b.on(b.JULY):
        assert b.row(project).colour == "red"
        assert b.row(project).late_days == 69  # since the end of April
        with pytest.raises(Invalid) as refused:
            b.reported(town, project, 40, late_reason="")
        assert refused.value.where == "late_reason"
        b.reported(town, project, 40)
        found = b.row(project)
        assert (found.colour, found.late_days, found.group) == ("yellow", 8, "late")
        assert found.built.late_reason == "遇岩层改线"
        b.reported(town, project, 62, late_reason="")
        assert (b.row(project).colour, b.row(project).group) == ("green", "on_time")
        assert [one.percent for one in b.project_of(year).reports.all()] == [40, 62]  # append-only


def test_cost_over_the_budget_needs_its_reason(town):
    project = b.project_of(b.under_way(town))
    with b.on(b.JULY):
        with pytest.raises(Invalid) as refused:
            b.reported(town, project, 70, yuan=650_000)
        assert refused.value.where == "cost_reason"
        b.reported(town, project, 70, yuan=650_000, cost_reason="增加三处路口")
        assert "cost" not in " ".join(one.code for one in b.row(project).built.progress.missing)


def test_a_month_without_a_report_is_owed_until_it_is_in(town):
    year = b.under_way(town)
    with b.on(b.JULY):
        assert b.row(b.project_of(year)).owed_month == "2026-06"
        b.reported(town, b.project_of(year), 60)
        assert not b.row(b.project_of(year)).owed_month
        with pytest.raises(Invalid):
            b.reported(town, b.project_of(year), 60, month="2026-09")
        page = b.client(town, "liaison").get(f"/w/{town.place.code}/").content.decode()
    assert "农村饮水管网：2026年6月还没有报进展" in page
    assert "背街小巷路灯：2026年6月" not in page


def test_two_sites_one_project_one_plan(town):
    """Split project: one vote, two sites – one plan and one account of progress."""
    year = b.chosen_year(town, ("两处停车场（东街、西街）",))
    b.plan(town, b.project_of(year))
    assert b.project_of(year).plans.count() == 1


def test_plans_of_a_year_go_out_and_come_back_with_the_rejected_rows_in_a_file(town, year):
    rows = [b.row(b.project_of(year, n)) for n in (1, 2, 3)]
    sheet = tables.plan_sheet(town.place, 2026, rows)
    columns = tables.plan_columns(2026)
    at = {one.name: n for n, one in enumerate(columns)}
    lines = [list(line) for line in sheet.rows]
    for line in lines:
        line[at["leader"]], line[at["starts_on"]] = "副镇长", "2026-03-01"
        line[at["due"]], line[at["percent_2026-06"]] = "2026-11-30", 60
    lines[1][at["due"]] = "十一月底"
    lines[2][at["unit"]] = "没有的单位"
    content = write_workbook([Sheet(sheet.title, sheet.headings, lines)])
    done = building_sheets.import_plans(town.clerk, town.place, year, content=content)
    assert building_sheets.counts(done) == {"new": 1, "changed": 0, "unchanged": 0, "refused": 2}
    assert b.row(b.project_of(year)).built.plan.due == date(2026, 11, 30)
    kept = read_tables(reading.rejected(tables.PLANS, columns, done))[tables.PLANS]
    assert [cells[0] for _n, cells in kept.rows] == ["2026-02", "2026-03"]
    assert kept.headings[-1] == reading.WHY
    again = building_sheets.import_plans(
        town.clerk, town.place, year,
        content=write_workbook([tables.plan_sheet(town.place, 2026, [b.row(b.project_of(year))])]),
    )  # fmt: skip
    assert again[0].outcome.state == "unchanged"


def test_progress_of_many_projects_by_one_sheet(town):
    year = b.under_way(town)
    with b.on(b.JULY):
        sheet = tables.progress_sheet(
            town.place, "2026-06", [b.row(b.project_of(year, n)) for n in (1, 2)]
        )
        lines = [list(line) for line in sheet.rows]
        lines[0][4:7], lines[1][4:7] = [62, 30, "装灯 300 盏"], [120, "", "铺管"]
        content = write_workbook([Sheet(sheet.title, sheet.headings, lines)])
        liaison = b.client(town, "liaison")
        place = town.place.code
        upload = SimpleUploadedFile("进展.xlsx", content)
        answer = liaison.post(
            f"/w/{place}/projects/2026/building/progress/import/", {"file": upload}
        )
        assert answer.status_code == 422
        assert b.row(b.project_of(year, 1)).percent == 62
        assert b.row(b.project_of(year, 2)).percent == 0
        link = answer.context["rejected_url"]
        assert liaison.get(link).status_code == 200
        assert b.client(town, "clerk").get(link).status_code == 404  # of who uploaded it


def test_the_list_filters_and_exports_as_the_address_says(town):
    year = b.under_way(town)
    place = town.place.code
    with b.on(b.JULY):
        b.reported(town, b.project_of(year, 1), 62, late_reason="")
        clerk = b.client(town)
        base = f"/w/{place}/projects/2026/building/"
        assert len(clerk.get(base).context["rows"]) == 3
        assert len(clerk.get(base, {"only": "late"}).context["rows"]) == 2
        assert len(clerk.get(base, {"q": "路灯"}).context["rows"]) == 1
        found = clerk.get(base, {"sort": "-percent"}).context["rows"]
        assert [row.percent for row in found] == [62, 0, 0]
        assert clerk.get(base + "export.csv", {"only": "late"}).content.count(b"\r\n") == 3
        page = clerk.get(f"/w/{place}/projects/works/{b.project_of(year).public_id}/")
        assert page.status_code == 200
        for name in ("print/",):
            assert clerk.get(base + name).status_code == 200


@given(
    st.lists(
        st.builds(
            finishing.Work,
            id=st.uuids().map(str),
            year=st.integers(2024, 2027),
            state=st.sampled_from(sorted(PROJECT_STATES)),
            settled=st.none() | st.integers(2024, 2028),
        )
    ),
    st.integers(2024, 2028),
)
def test_an_unfinished_project_is_always_visible(works, year):
    """Whatever else happens, what is under way stands on the list of its year and of every later one."""
    listed = finishing.visible(works, year)
    for work in works:
        if work.state in UNDER_WAY and work.year <= year:
            assert work in listed
    assert set(finishing.carried_over(works, year)) <= set(listed)


def test_the_list_of_the_database_is_that_of_the_rule(town):
    """57 = 55 + 2 in small: what is unfinished stands on the next year's list, what is done does not."""
    old = b.under_way(town, ("甲", "乙", "丙"), 2024)
    new = b.chosen_year(town, ("丁",), 2026)
    works = read.built(town.place, read.chosen_in(town.place))
    for year in (old, new):
        wanted = {one.id for one in finishing.visible((w.work for w in works), year.year)}
        assert {one.public_id for one in read.works_of(year)} == wanted


def test_the_year_says_what_its_projects_wait_for_next(town, year):
    step = building_steps.year_step(town.place, year)
    assert step is not None
    assert ("3" in step.title, step.acts[0].url.endswith("?only=unplanned")) == (True, True)
    with b.on(b.JULY):
        made = b.under_way(town, year=2025)
        b.done(town, b.project_of(made))
        made.refresh_from_db()
        step = building_steps.year_step(town.place, made)
        assert step is not None
        assert step.acts[0].url.endswith("?state=self_reported_done")
        page = b.client(town).get(f"/w/{town.place.code}/projects/2025/")
        assert page.status_code == 200

"""公众看的清单: the headline, the groups, search and filters of the address, older years; without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from oversight.institutions import queries as registers
from oversight.projects.actions import finishing, rollup
from oversight.projects.models import ProjectYear
from oversight.projects.tests import builders_building as b
from oversight.publications import actions as publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


@pytest.fixture
def year(town: b.Town) -> ProjectYear:
    """Three promised: one verified, one not finished, one under way; an older one is open still."""
    with b.on(b.JULY):
        old = b.under_way(town, ("旧桥加固",), 2025)
        unfinished(town, b.project_of(old), "图纸重做")
        made = b.under_way(town)
        b.reported(town, b.project_of(made, 2), 62, late_reason="")
        unfinished(town, b.project_of(made, 1), "用地没有批下来。")
        finishing.report_done(
            town.actor("liaison"), town.place, b.project_of(made, 3), text="到位", files=[b.photo()]
        )
        project = b.project_of(made, 3)
        finishing.verify(town.actor("reviewer"), town.place, project, text="看过")
    return made


def unfinished(town: b.Town, project, why: str) -> None:
    finishing.declare_unfinished(
        town.actor("liaison"), town.place, project, text=why, percent=40,
        new_due=registers.today() + timedelta(days=90),
    )  # fmt: skip


def test_the_front_page_says_what_was_promised_done_late_and_why(town, year):
    with b.on(b.JULY):
        page = Client().get(f"/p/{town.place.code}/projects/")
        text = page.content.decode()
        promise = page.context["promise"]
        assert page.context["page"].title == (
            "今年答应 3 件，上年结转 1 件。\n核实办成 1 件，迟了 2 件。"
        )
        assert [(one.code, len(one.rows)) for one in promise.groups] == [
            ("late", 2), ("on_time", 1), ("done", 1),
        ]  # fmt: skip
        assert "用地没有批下来。" in text
        assert "2025年结转" in text
        assert "完成 62%，计划 60%" in text
        home = Client().get(f"/p/{town.place.code}/").context["page"]
        assert home.title.startswith("今年答应 3 件")


def test_the_bar_has_one_segment_a_project_and_the_latest_is_told_at_length(town, year):
    with b.on(b.JULY):
        page = Client().get(f"/p/{town.place.code}/projects/")
        promise, text = page.context["promise"], page.content.decode()
        assert promise.segments == ["done", "on_time", "late", "late"]
        assert [one.code for one in promise.counts] == ["done", "on_time", "late"]
        assert text.count("promise-bar__one ") == 4
        told, late = promise.told, promise.groups[0]
        assert told.row.late_days == max(row.late_days for row in late.rows)
        assert told.lines and told.row.project == late.rows[0].project
        own = Client().get(f"/p/{town.place.code}/").context["own"]
        assert own.segments == promise.segments


def test_a_long_group_is_cut_on_the_front_and_whole_at_its_address(town):
    titles = tuple(f"第{n}项" for n in range(8))
    with b.on(b.JULY):
        made = b.under_way(town, titles, 2026)
        for number in range(1, 9):
            b.reported(town, b.project_of(made, number), 62, late_reason="")
        base = f"/p/{town.place.code}/projects/"
        group = Client().get(base).context["promise"].groups[0]
        assert (len(group.shown), group.more) == (6, 2)
        whole = Client().get(base, {"group": group.code}).context["promise"].groups[0]
        assert (len(whole.shown), whole.more) == (8, 0)


def test_search_and_filters_stand_in_the_address(town, year):
    with b.on(b.JULY):
        base = f"/p/{town.place.code}/projects/"

        def titles(**asked: str) -> list[str]:
            groups = Client().get(base, asked).context["promise"].groups
            return [row.project.title for group in groups for row in group.rows]

        assert titles(q="饮水") == ["农村饮水管网"]
        assert titles(group="done") == ["村卫生室设备"]
        assert titles(q="没有这样的项目") == []
        assert len(titles(group="nonsense", unit="没有的单位", q="\x00")) == 4
        assert titles(year="2025") == ["旧桥加固"]


def test_the_stamp_is_that_of_the_published_figures_and_the_county_reads_them(town, year):
    with b.on(b.JULY):
        base = f"/p/{town.place.code}/projects/"
        assert Client().get(base).context["page"].stamp is None
        version = rollup.propose_rollup(town.clerk, town.place, year)
        publications.publish(town.actor("chair"), town.place, version)
        assert Client().get(base).context["page"].stamp.version == 1
        towns = Client().get(f"/p/{town.county.code}/").context["towns"]
        line = towns.lines[0]
        assert (towns.year, line.name, line.chosen, line.verified) == (
            2026, town.place.name, 4, 1,
        )  # fmt: skip

"""各镇汇总: what a town publishes of its year, and what its county makes of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.projects.actions.rollup import propose_rollup
from oversight.projects.queries import rollup as read
from oversight.projects.tests.builders_building import (
    JULY,
    Town,
    build_town,
    chosen_year,
    on,
    under_way,
)
from oversight.publications import actions as publications

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town(3)


def publish(town: Town, year: object, note: str = "") -> None:
    with on(JULY):
        made = propose_rollup(town.clerk, town.place, year, note=note)  # type: ignore[arg-type]
        publications.publish(town.actor("reviewer"), town.place, made)


def test_a_town_publishes_its_year_and_the_county_reads_only_that(town: Town):
    with on(JULY):
        year = under_way(town)
    publish(town, year)
    (found,) = read.rollups_of(town.county, 2026)
    totals = found.content["totals"]
    assert (totals["chosen"], totals["under_way"], found.content["late"]) == (3, 3, 3)
    assert found.lines[0].title == "背街小巷路灯"
    assert "leader" not in str(found.content) and "副镇长" not in str(found.content)
    assert found.content["rulebook"]["section"]["places"]


def test_what_is_not_published_stays_unknown_to_the_county(town: Town):
    with on(JULY):
        year = under_way(town)
        propose_rollup(town.clerk, town.place, year)
    (found,) = read.rollups_of(town.county, 2026)
    assert found.content == {} and found.lines == []


def test_only_the_clerk_puts_it_forward_and_not_before_anything_began(town: Town):
    year = chosen_year(town, state="prepared")
    with pytest.raises(NotPermitted):
        propose_rollup(town.actor("deputy"), town.place, year)
    with pytest.raises(Refused) as refused:
        propose_rollup(town.clerk, town.place, year)
    assert refused.value.code == "nothing_yet"


def test_the_county_sees_towns_sums_and_deviations(town: Town, client):
    with on(JULY):
        publish(town, under_way(town))
        publish(town, chosen_year(town, ("雨棚",), 2027, state="collecting"))  # nothing chosen yet
    client.force_login(town.county_clerk.account)
    page = client.get(reverse("projects:towns", args=[town.county.code]))
    assert (page.status_code, page.context["year"]) == (200, 2026)
    text = page.content.decode()
    assert town.place.name in text and "3 项" in text
    later = client.get(reverse("projects:towns", args=[town.county.code]), {"year": 2027}).text
    assert '<option value="2027" selected>' in later and 'value="2026" selected' in text
    assert page.context["sums"].chosen == 3
    assert page.context["rows"][0].deviations == []
    export = client.get(reverse("projects:towns_export", args=[town.county.code, "csv"]))
    assert town.place.name in export.content.decode("utf-8-sig")
    assert client.get(reverse("projects:towns_print", args=[town.county.code])).status_code == 200


def test_a_town_has_no_page_of_towns(town: Town, client):
    client.force_login(town.grants["clerk"].account)
    assert client.get(reverse("projects:towns", args=[town.place.code])).status_code == 403


def test_the_form_puts_the_rollup_forward(town: Town, client):
    year = chosen_year(town)
    client.force_login(town.grants["clerk"].account)
    answer = client.post(reverse("projects:propose_rollup", args=[town.place.code, year.year]), {})
    assert answer.status_code == 302
    entry = last_entry(town.place.code, "projects.propose_rollup")
    assert entry is not None and entry.facts["year"] == year.year

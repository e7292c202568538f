"""公众门户: the tree of places and what each has published, whatever their number."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oversight.audit.actors import system
from oversight.institutions.tests.builders import make_place
from oversight.publications import actions, queries

pytestmark = pytest.mark.django_db


def queries_for(client, path: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_more_places_cost_no_more_queries(client):
    city = make_place("yun", "city")
    make_place("lin", "county", parent=city)
    client.get("/")
    before = queries_for(client, "/"), queries_for(client, "/p/yun/")
    for number in range(6):
        make_place(f"county-{number}", "county", parent=city)
    assert (queries_for(client, "/"), queries_for(client, "/p/yun/")) == before


def test_check_values_are_in_the_full_list_and_not_among_the_first(client):
    place = make_place("yun", "city")
    for kind in ("meeting_result", "ballot_archive", "booth_page"):
        made = actions.propose(system(), place, kind=kind, key=kind, title=kind, content={})
        actions.publish(system(), place, made)
    assert len(queries.latest_public(place)) == 3
    assert [one.publication.kind for one in queries.latest_matters(place)] == ["meeting_result"]
    page = client.get("/p/yun/").content.decode()
    assert "meeting_result</" in page and "ballot_archive</" not in page


def test_a_place_that_published_nothing_counts_nothing():
    assert queries.public_counts([make_place("yun")]) == {}

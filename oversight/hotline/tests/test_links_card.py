"""关联卡片: a month and what was published of it show their links, and a proposal shows none yet."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.hotline.tests.pages import client_as, unit_named
from oversight.links import actions as links
from oversight.publications import actions as publications

pytestmark = pytest.mark.django_db


def test_the_page_of_a_month_shows_what_it_is_linked_with(place):
    unit = unit_named(place, "城管局")
    address = reverse("hotline:month", args=[place.code, "2026-06"])
    clerk, member = client_as(place), client_as(place, "member")
    empty = clerk.get(address)
    assert empty.context["links"].rows == [] and "建立关联" in empty.content.decode()
    ends = {"first": ("month", "2026-06"), "second": ("unit", unit.public_id)}
    links.link(operator(), place, **ends, note="双升")
    shown = clerk.get(address)
    assert [row.other.title for row in shown.context["links"].rows] == ["城管局"]
    assert reverse("links:record", args=[place.code, "month", "2026-06"]) in shown.content.decode()
    assert not member.get(address).context["links"].may_link


def test_what_was_published_shows_its_links_and_a_proposal_none(place):
    proposal = publications.propose(
        operator(),
        place,
        kind="hotline_summary",
        key="2026-06",
        title="2026年6月热线办理情况",
        content={"month": "2026-06", "tickets": 9, "units": [], "quality": []},
    )
    chair = client_as(place, "chair")
    address = reverse("publications:review", args=[place.code, proposal.public_id])
    assert chair.get(address).context["links"] is None
    publications.publish(operator(), place, proposal)
    key = proposal.publication.public_id
    month = ("month", "2026-06")
    links.link(operator(), place, first=("publication", key), second=month, kind="origin")
    shown = chair.get(address).context["links"]
    assert [row.word for row in shown.rows] == ["起因于"]

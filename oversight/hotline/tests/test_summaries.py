"""公开摘要: small counts hidden, no name of a person, and changes that would give them away left out."""

from __future__ import annotations

import json

import pytest
import rfc8785
from django.utils.translation import override
from hotline_analytics.tickets import parse_month

from oversight.hotline import actions, summaries
from oversight.hotline.tests.builders import clerk, make_import, make_place, spread, ticket

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")


@pytest.fixture(scope="module")
def place(module_db, folder):
    place = make_place()
    rows = spread("2026-06", "城管局", 30) + spread("2026-06", "水务局", 12)
    rows += spread("2026-05", "城管局", 20) + spread("2026-06", "档案局", 3)
    make_import(place, folder, [*rows, ticket("p", "2026-06-01 08:00", title="张三的诉求")])
    return place


def content(place):
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    return summaries.summary_content(place, freeze)


def test_small_counts_are_hidden_with_a_complement(place):
    units = {row["name"]: row for row in content(place)["units"]}
    assert units["档案局"]["count"] is None and units["水务局"]["count"] is None
    assert units["城管局"]["count"] == 31 and units["档案局"]["mom"] is None
    assert units["档案局"]["hidden"] == ["count"]


def test_the_total_does_not_give_them_away(place):
    summary = content(place)
    known = sum(row["count"] or 0 for row in summary["units"])
    assert summary["totals"]["count"] - known >= summary["threshold"]


def test_the_content_is_canonical_and_names_nobody(place):
    summary = content(place)
    text = rfc8785.dumps(summary).decode()
    assert json.loads(text) == summary and "张三" not in text and "周砚清" not in text
    assert summary["month"] == "2026-06" and summary["tickets"] == 46


def test_the_summary_is_put_forward_for_publication(place):
    actions.freeze_month(clerk(place), place, month=JUNE)
    with override("en"):  # what is kept is Chinese, whatever the interface
        version = actions.propose_summary(clerk(place), place, month=JUNE)
    assert version.publication.title == "2026年6月热线办理情况"
    assert version.content["sha256"] and version.publication.key == "2026-06"

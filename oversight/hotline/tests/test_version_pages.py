"""版本: what a freeze showed stays, two versions can be compared, a stored result can be computed again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from oversight.hotline import actions, queries, rechecks
from oversight.hotline.models import FrozenResult
from oversight.hotline.tests.builders import clerk
from oversight.hotline.tests.pages import MONTH, add_tickets, client_as, make_month
from oversight.institutions.tests.test_sending_once import key_in
from oversight.jobs.models import Job
from oversight.jobs.running import RunningJob

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def frozen_twice(module_db, folder):
    """June frozen, then more tickets, then frozen again."""
    place = make_month(folder)
    actions.freeze_month(clerk(place), place, month=MONTH)
    add_tickets(place, folder, 40)
    actions.freeze_month(clerk(place), place, month=MONTH)
    return place


def test_each_version_keeps_its_figures_and_they_compare(frozen_twice):
    place = frozen_twice
    client = client_as(place)
    base = f"/w/{place.code}/hotline/2026-06/"
    newest, first = client.get(base), client.get(base + "?version=1")
    assert "第 2 版" in newest.content.decode() and "与第1版比较" in newest.content.decode()
    assert "第 1 版" in first.content.decode()
    compared = client.get(base + "compare/?a=1&b=2").context["found"]
    assert [(row.name, row.difference) for row in compared.rows] == [("城管局", 40)]
    same = client.get(base + "compare/?a=2&b=2").context["found"]
    assert same.rows == [] and all(one.difference == "0" for one in same.figures)
    for odd in ("", "?a=9&b=1", "?a=x&b=0"):
        assert client.get(base + "compare/" + odd).status_code in (200, 404)
    assert "冻结过 2 版" in client.get(base + "versions/").content.decode()


def test_tickets_of_an_old_version_are_those_of_then(frozen_twice):
    place = frozen_twice
    client = client_as(place)
    base = f"/w/{place.code}/hotline/2026-06/tickets/?unit=城管局"
    assert client.get(base + "&version=1").context["count"] == 30
    assert client.get(base).context["count"] == 70
    assert client.get(base + "&version=9").status_code == 404


def computed_again(place) -> Job:
    """The recomputation of version 1 as the worker runs it."""
    job = rechecks.request_recompute(clerk(place), place, month=MONTH, version=1)
    running = RunningJob(job)
    rechecks.recompute(running)
    job.result, job.state = running.result, "done"
    job.started_at = timezone.now() - timedelta(seconds=1)
    job.ended_at = timezone.now()
    Job.rows.filter(pk=job.pk).update(
        result=job.result, state=job.state, started_at=job.started_at, ended_at=job.ended_at
    )
    return job


def test_a_stored_result_is_computed_again_and_agrees(frozen_twice):
    place = frozen_twice
    job = computed_again(place)
    assert job.result["equal"] is True and len(job.result["results"]) == 8
    text = client_as(place).get(f"/w/{place.code}/hotline/2026-06/versions/").content.decode()
    assert "重算结果相同" in text


def test_a_difference_is_shown_and_nothing_is_changed(frozen_twice):
    place = frozen_twice
    freeze = queries.freezes_of(place, MONTH).get(version=1)
    stored = next(one for one in rechecks.stored_results(freeze) if one.by == "unit")
    other = {**stored.result, "rows": stored.result["rows"][1:]}
    changed = FrozenResult(
        by="unit", window=stored.window, kinds=stored.kinds, result=other, sha256="0"
    )
    found = rechecks.compare(freeze, changed)
    assert found["equal"] is False and found["rows"] == [stored.result["rows"][0]["name"]]
    assert changed.result is other


def test_who_may_ask_for_it(frozen_twice):
    place = frozen_twice
    page = f"/w/{place.code}/hotline/2026-06/recompute/"
    assert client_as(place).get(page).status_code == 405
    assert client_as(place, "member").post(page, {"version": "1"}).status_code == 403
    assert client_as(place, "liaison").post(page, {"version": "1"}).status_code == 403
    assert client_as(place, "auditor").post(page, {"version": "9"}).status_code == 422
    auditor = client_as(place, "auditor")
    asked = {
        "version": "1",
        "form_key": key_in(auditor.get(f"/w/{place.code}/hotline/2026-06/versions/")),
    }
    assert [auditor.post(page, asked).status_code for _twice in range(2)] == [302, 302]
    assert Job.rows.filter(kind=rechecks.KIND, place=place.code).count() == 1

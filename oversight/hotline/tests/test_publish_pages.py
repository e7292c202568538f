"""冻结、交接、拟公开的页面, and what anybody can read afterwards."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.queries import last_entry
from oversight.hotline import actions, queries, queries_imports
from oversight.hotline.tests.builders import clerk, ticket
from oversight.hotline.tests.pages import MONTH, add_tickets, client_as, make_month
from oversight.institutions import actions as institutions
from oversight.institutions.tests.builders import make_actor
from oversight.jobs.worker import run_due
from oversight.publications import actions as publications
from oversight.publications import queries as public

pytestmark = pytest.mark.django_db
ROLES = ["reviewer", "chair", "member", "liaison", "auditor", "admin"]
KEY = "2026-06"


@pytest.fixture(scope="module")
def place(module_db, folder):
    return make_month(folder, 3.0)


def url(name: str, place, *keys: str) -> str:
    return reverse(f"hotline:{name}", args=[place.code, *keys])


def test_a_month_is_frozen_by_a_job_and_again_only_when_it_changed(place, tmp_path):
    client = client_as(place)
    page = client.get(url("freeze", place, KEY))
    assert page.context["next_version"] == 1 and page.context["changed"]
    assert any("还没有办结" in text for text in page.context["warnings"])
    answer = client.post(url("freeze", place, KEY))
    assert "/jobs/" in answer.headers["Location"]
    run_due()
    assert queries.latest_freeze(place, MONTH).version == 1
    page = client.get(url("freeze", place, KEY))
    assert not page.context["changed"] and "<button" not in str(page.context["button"])
    add_tickets(place, tmp_path, 3)
    page = client.get(url("freeze", place, KEY))
    assert page.context["changed"] and page.context["next_version"] == 2
    assert "第 2 版" in page.content.decode()


def test_missing_bases_and_sources_are_said_before_the_freeze(place):
    page = client_as(place).get(url("freeze", place, "2024-07"))
    assert sum("无从计算" in text for text in page.context["warnings"]) == 2
    empty = client_as(place).get(url("freeze", place, "2031-01"))
    assert empty.status_code == 200 and "不能冻结" in empty.content.decode()


def test_every_post_is_refused_in_other_roles(place):
    sheet = {
        "source": "12345",
        "handed_by": "中心",
        "received_by": "办公室",
        "handed_on": "2026-07-02",
    }
    for role in ROLES:
        client = client_as(place, role)
        assert client.post(url("freeze", place, KEY)).status_code == 403
        assert client.post(url("propose", place, KEY)).status_code == 403
        assert client.post(url("handover_new", place, KEY), sheet).status_code == 403
    assert not queries.freezes_of(place).exists()
    assert not queries_imports.handovers_of(place).exists()


def test_a_handover_keeps_count_period_and_check_value(place):
    client = client_as(place)
    form = {
        "source": "12345",
        "handed_by": "市民投诉中心",
        "received_by": "常委会办公室",
        "handed_on": "2026-07-02",
    }
    answer = client.post(url("handover_new", place, KEY), form)
    sheet = queries_imports.handovers_of(place, MONTH).get()
    assert answer.headers["Location"] == url("handover_print", place, sheet.public_id)
    freeze = actions.freeze_month(clerk(place), place, month=MONTH)
    assert (sheet.tickets, sheet.sha256) == (freeze.tickets, freeze.sha256)
    assert last_entry(place.code, "hotline.record_handover").facts["sha256"] == sheet.sha256
    page = client.get(answer.headers["Location"]).content.decode()
    assert "2026年6月1日" in page and "市民投诉中心" in page
    form["handed_by"] = " "
    assert client.post(url("handover_new", place, KEY), form).status_code == 422
    form |= {"handed_by": "x", "source": "nowhere"}
    assert client.post(url("handover_new", place, KEY), form).status_code == 422


def published(place, note: str = ""):
    """The month frozen, proposed on the page, approved by another person."""
    actions.freeze_month(clerk(place), place, month=MONTH)
    answer = client_as(place).post(url("propose", place, KEY), {"note": note})
    version = public.proposal_for(place, "hotline_summary", KEY)
    assert version.public_id in answer.headers["Location"]
    return publications.publish(make_actor(place, "reviewer"), place, version)


def test_a_summary_is_proposed_seen_as_it_will_be_and_published_by_another(place):
    client = client_as(place)
    assert "还没有冻结" in client.get(url("propose", place, KEY)).content.decode()
    assert client.post(url("propose", place, KEY), {}).status_code == 409
    version = published(place)
    assert version.publication.title == "2026年6月热线办理情况"
    page = Client().get(url("public_months", place)).content.decode()
    assert "2026年6月受理" in page
    body = Client().get(
        reverse("publications:publication", args=[place.code, version.publication.public_id])
    )
    text = body.content.decode()
    assert "同比、环比都上升" in text and "不公开" in text and "style=" not in text
    again = client.post(url("propose", place, KEY), {"note": "改"})
    assert again.status_code == 409, "nothing changed"


def test_nothing_is_public_before_the_second_person(place):
    actions.freeze_month(clerk(place), place, month=MONTH)
    client_as(place).post(url("propose", place, KEY), {})
    page = Client().get(url("public_months", place)).content.decode()
    assert "还没有公开" in page
    assert Client().get(url("public_figures", place, KEY)).status_code == 404


def test_open_data_holds_the_same_figures_and_cannot_run(place, tmp_path):
    from oversight.hotline.tests.builders import make_import

    rows = [ticket(f"e-{n}", "2026-06-03 08:00", "=SUM(A1)") for n in range(9)]
    make_import(place, tmp_path, rows)
    version = published(place)
    answer = Client().get(url("public_figures", place, KEY))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    units = {row[1]: row for row in rows if row[:1] == ["单位"]}
    shown = {row["name"]: row for row in version.content["units"]}
    assert "'=SUM(A1)" in units and "=SUM(A1)" not in units
    assert units["城管局"][2] == str(shown["城管局"]["count"])
    hidden = [name for name, row in shown.items() if "count" in row["hidden"]]
    assert all(units[name][2] == "不公开" for name in hidden)
    assert Client().get(url("public_figures", place, KEY), {"form": "xlsx"}).content[:2] == b"PK"


def test_the_report_is_downloaded_by_readers_only(place):
    answer = client_as(place, "member").get(url("report", place, KEY))
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert client_as(place, "admin").get(url("report", place, KEY)).status_code == 403
    assert client_as(place).get(url("report", place, "2031-01")).status_code == 404


def test_a_small_office_and_odd_months_do_not_break_the_pages(place):
    client = client_as(place)
    for name in ("freeze", "propose", "handover"):
        for month in ("0000-01", "9999-12"):
            assert client.get(url(name, place, month)).status_code in (200, 404)
    assert institutions is not None

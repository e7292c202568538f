"""任务页面、接口和办结通知: what the app cannot test alone, since places and tokens lie above it."""

from __future__ import annotations

import pytest

from oversight.accounts.tests.builders import make_token
from oversight.config.job_finished import notify_finished
from oversight.inbox import queries as inbox
from oversight.inbox.tests.builders import acting, make_place, make_staff
from oversight.jobs import leases, worker
from oversight.jobs.models import Job
from oversight.jobs.tests.builders import make_job

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LIST = "/w/qingshi/jobs/"


@pytest.fixture(autouse=True)
def lists_of_the_test(settings):
    settings.JOB_KINDS = "oversight.jobs.tests.builders.KINDS"
    settings.JOB_LABELS = "oversight.jobs.tests.builders.LABELS"
    settings.UI_PAGE_CONTEXT = ""


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def clerk(place):
    return make_staff(place)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk, backend=BACKEND)
    return client


def job_for(clerk, kind="test.add", **more) -> Job:
    more.setdefault("title", "导入 6 月工单")
    return make_job(kind, place="qingshi", actor=acting(clerk), **more)


def text(answer) -> str:
    return answer.content.decode()


def test_a_running_job_shows_progress_and_can_be_left(desk, clerk):
    job = job_for(clerk)
    running = leases.claim("a")
    leases.extend(running, {"done": 640_000, "total": 1_000_000, "text": "隔离 212 行"})
    shown = text(desk.get(f"{LIST}{job.public_id}/"))
    assert "已办 640,000，共 1,000,000（64%）。隔离 212 行" in shown
    assert "可以离开本页，完成后在收件里告知" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    part = desk.get(f"{LIST}{job.public_id}/progress/")
    assert "64%" in text(part) and "<html" not in text(part) and "HX-Refresh" not in part
    leases.finish(running, Job.DONE, result={"text": "读入 999,788 件", "url": "/w/qingshi/"})
    assert desk.get(f"{LIST}{job.public_id}/progress/")["HX-Refresh"] == "true"
    ended = text(desk.get(f"{LIST}{job.public_id}/"))
    assert "读入 999,788 件" in ended and 'href="/w/qingshi/"' in ended
    assert "refresh" not in ended and "/stop/" not in ended


def test_a_job_is_stopped_and_repeated_by_buttons(desk, clerk):
    job = job_for(clerk)
    url = f"{LIST}{job.public_id}/"
    assert desk.post(url + "stop/")["Location"] == url
    assert "已停止" in text(desk.get(url))
    refused = desk.post(url + "stop/")
    assert refused.status_code == 409 and "没有可停的" in text(refused)
    desk.post(url + "retry/")
    assert worker.run_due() == 1 and "已办完" in text(desk.get(url))
    assert desk.get(url + "stop/").status_code == 405


def test_a_failed_job_gives_its_reason_and_a_way_out(desk, clerk):
    refused, broken = job_for(clerk, "test.refuse"), job_for(clerk, "test.fail", max_attempts=1)
    worker.run_due()
    assert "没有导入。文件是空的。" in text(desk.get(f"{LIST}{refused.public_id}/"))
    shown = text(desk.get(f"{LIST}{broken.public_id}/"))
    assert f"任务编号 {broken.public_id}" in shown and "138" not in shown and "/retry/" in shown


def test_the_list_filters_and_needs_few_queries(desk, clerk, django_assert_max_num_queries):
    for _ in range(5):
        job_for(clerk)
    job_for(clerk, "test.refuse", title="导入 5 月工单")
    worker.run_due()
    assert "导入 6 月工单" not in text(desk.get(LIST + "?state=failed"))
    assert "没有符合筛选的后台任务" in text(desk.get(LIST + "?state=running"))
    with django_assert_max_num_queries(12):
        desk.get(LIST)


def test_who_may_see_jobs(client, place, clerk):
    owner = make_staff(place, "deputy")
    mine = make_job(place="qingshi", actor=acting(owner))
    other = make_place("other", "他镇")
    one, unknown = f"{LIST}{mine.public_id}/", f"{LIST}nothing/"
    assert client.get(LIST)["Location"].startswith("/account/login/")
    expected = {
        clerk: (200, 200, 404),
        make_staff(place, "auditor"): (200, 200, 404),
        owner: (403, 200, 404),
        make_staff(place, "deputy"): (403, 403, 404),
        make_staff(other): (403, 403, 403),
    }
    for account, statuses in expected.items():
        client.force_login(account, backend=BACKEND)
        assert tuple(client.get(url).status_code for url in (LIST, one, unknown)) == statuses
    assert client.get("/w/nowhere/jobs/").status_code == 404
    assert client.post(one + "stop/").status_code == 403


def test_the_api_lists_shows_stops_and_repeats_within_scopes(client, clerk):
    job = job_for(clerk)
    _, both = make_token(clerk, scopes=("jobs:read", "jobs:write"))
    _, only = make_token(clerk, scopes=("jobs:read",))

    def call(method, path, token):
        headers = {"Authorization": f"Bearer {token}"}
        return getattr(client, method)(f"/api/v1/jobs/qingshi{path}", headers=headers)

    assert client.get("/api/v1/jobs/qingshi").status_code == 401
    assert call("get", "", only).json()["items"][0]["id"] == job.public_id
    assert "payload" not in call("get", f"/{job.public_id}", only).json()
    assert call("post", f"/{job.public_id}/stop", only).status_code == 403
    assert call("post", f"/{job.public_id}/stop", both).json()["state"] == "cancelled"
    again = call("post", f"/{job.public_id}/stop", both)
    assert (again.status_code, again.json()["code"]) == (409, "job_ended")
    assert call("post", f"/{job.public_id}/retry", both).json()["state"] == "waiting"
    assert call("get", "/nothing", only).status_code == 404


def test_the_owner_is_told_of_the_end_once(settings, clerk):
    job = job_for(clerk)
    worker.run_due()
    (notice,) = inbox.notices_of(acting(clerk))
    assert notice.title == "已办完：导入 6 月工单" and notice.url == f"{LIST}{job.public_id}/"
    notify_finished(Job.rows.get(pk=job.pk))
    assert inbox.unread_count(acting(clerk)) == 1


def test_a_failure_that_nobody_asked_for_is_told_to_the_clerks(clerk):
    make_job("test.refuse", place="qingshi")
    worker.run_due()
    assert [each.kind for each in inbox.notices_of(acting(clerk))] == ["job"]

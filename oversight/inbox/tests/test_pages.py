"""收件页面和接口."""

from __future__ import annotations

import pytest

from oversight.accounts.tests.builders import make_token
from oversight.inbox import queries
from oversight.inbox.tests.builders import acting, make_notice, make_place, make_staff

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def reader():
    return make_staff(make_place())


@pytest.fixture
def reading(client, reader):
    client.force_login(reader, backend=BACKEND)
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_every_page_asks_for_sign_in(client):
    for url in ("/inbox/", "/inbox/settings/", "/inbox/abc/"):
        assert client.get(url)["Location"].startswith("/account/login/")


def test_an_empty_inbox_says_so(reading):
    assert "没有未读的通知" in text(reading.get("/inbox/"))
    assert "还没有通知" in text(reading.get("/inbox/?show=all"))


def test_unread_ones_are_shown_first_and_read_ones_on_request(reading, reader):
    make_notice(reader, "未读的一件", key="1")
    read = make_notice(reader, "读过的一件", key="2")
    reading.post(f"/inbox/{read.public_id}/read/")
    shown = text(reading.get("/inbox/"))
    assert "未读的一件" in shown and "读过的一件" not in shown and "有 1 件通知未读" in shown
    assert "读过的一件" in text(reading.get("/inbox/?show=all"))


def test_filters_and_search_hold_in_the_address(reading, reader):
    make_notice(reader, "导入已办完", key="1", kind="job")
    make_notice(reader, "期限将到", key="2", kind="deadline")
    assert "期限将到" not in text(reading.get("/inbox/?kind=job"))
    assert "导入已办完" not in text(reading.get("/inbox/?q=期限"))
    assert "没有符合筛选的通知" in text(reading.get("/inbox/?q=没有%00"))


def test_opening_a_notice_marks_it_and_leads_to_its_thing(reading, reader):
    notice = make_notice(reader, url="/w/qingshi/jobs/")
    answer = reading.get(f"/inbox/{notice.public_id}/")
    assert (answer.status_code, answer["Location"]) == (302, "/w/qingshi/jobs/")
    assert queries.unread_count(acting(reader)) == 0
    long = make_notice(reader, "带内容的", key="t", text="一段说明", url="/w/qingshi/jobs/")
    shown = text(reading.get(f"/inbox/{long.public_id}/"))
    assert "一段说明" in shown and "/w/qingshi/jobs/" in shown


def test_anothers_notice_is_not_there(reading, reader):
    notice = make_notice(make_staff(make_place("other", "他镇")))
    assert reading.get(f"/inbox/{notice.public_id}/").status_code == 404
    assert reading.post(f"/inbox/{notice.public_id}/read/").status_code == 404


def test_all_are_marked_and_the_way_back_stays_on_this_site(reading, reader):
    for number in range(3):
        newest = make_notice(reader, key=str(number))
    form = {"newest": newest.public_id, "next": "https://evil.example/"}
    assert reading.post("/inbox/read/", form)["Location"] == "/inbox/"
    assert queries.unread_count(acting(reader)) == 0
    assert reading.get("/inbox/read/").status_code == 405


def test_a_long_list_has_pages_and_needs_few_queries(
    reading, reader, django_assert_max_num_queries
):
    for number in range(30):
        make_notice(reader, f"第{number}件", key=str(number))
    reading.get("/inbox/")
    with django_assert_max_num_queries(10):
        first = text(reading.get("/inbox/"))
    assert first.count("标为已读</span>") == 0 and first.count('<th scope="row">') == 25
    assert text(reading.get("/inbox/?page=2")).count('<th scope="row">') == 5


def test_the_digest_is_switched_off_and_on(reading, reader):
    assert "每天收一封邮件摘要" in text(reading.get("/inbox/settings/"))
    reading.post("/inbox/settings/", {"wanted": "no"})
    assert "不收邮件摘要" in text(reading.get("/inbox/settings/"))
    reading.post("/inbox/settings/", {"wanted": "yes"})
    assert queries.wants_digest(reader)


def test_the_api_lists_and_marks_within_scopes(client, reader):
    one = make_notice(reader, key="1")
    make_notice(reader, key="2")
    _, both = make_token(reader, scopes=("inbox:read", "inbox:write"))
    _, only = make_token(reader, scopes=("inbox:read",))

    def call(method, url, token):
        headers = {"Authorization": f"Bearer {token}"}
        return getattr(client, method)(f"/api/v1/inbox/{url}", headers=headers)

    assert client.get("/api/v1/inbox/").status_code == 401
    listed = call("get", "", only).json()
    assert (listed["total"], listed["unread"]) == (2, 2)
    assert call("post", f"{one.public_id}/read", only).status_code == 403
    assert call("post", f"{one.public_id}/read", both).json()["read_at"] is not None
    assert call("get", one.public_id, only).status_code == 200
    assert call("get", "nothing", only).status_code == 404
    assert call("post", "read", both).json() == {"marked": 1}
    assert call("get", "?show=all", only).json()["total"] == 2

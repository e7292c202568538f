"""文件页面和接口: list, upload, download headers, who sees what."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.accounts.tests.builders import make_token
from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.files.tests.builders import PDF, make_place, make_staff, picture

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LIST = "/w/qingshi/files/"


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def clerk_client(client, place):
    client.force_login(make_staff(place), backend=BACKEND)
    return client


def upload(client, name="意见 稿.pdf", content=PDF):
    return client.post(LIST + "upload/", {"file": SimpleUploadedFile(name, content)})


def the_file() -> StoredFile:
    return StoredFile._base_manager.get()


def test_an_upload_leads_to_the_files_page_and_the_download_is_the_same_bytes(clerk_client):
    answer = upload(clerk_client)
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{the_file().public_id}/")
    shown = clerk_client.get(answer["Location"])
    assert "意见 稿.pdf" in shown.content.decode()
    got = clerk_client.get(answer["Location"] + "download/")
    assert got.content == PDF
    assert got["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('意见 稿.pdf')}"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got["Content-Type"] == "application/pdf"


def test_pictures_are_shown_in_the_page_and_nothing_else_is(clerk_client):
    upload(clerk_client, "现场.png", picture("PNG"))
    url = f"{LIST}{the_file().public_id}/image/"
    answer = clerk_client.get(url)
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert url in clerk_client.get(f"{LIST}{the_file().public_id}/").content.decode()
    StoredFile._base_manager.update(kind="pdf", media_type="application/pdf")
    assert clerk_client.get(url).status_code == 404


def test_a_refused_upload_shows_the_reason_on_the_page(clerk_client):
    answer = upload(clerk_client, "a.pdf", b"MZ")
    assert answer.status_code == 422
    assert "内容却不是PDF" in answer.content.decode()
    empty = clerk_client.post(LIST + "upload/")
    assert empty.status_code == 422 and "还没有选文件" in empty.content.decode()


def test_damaged_content_is_not_sent(clerk_client):
    upload(clerk_client, "c.pdf", PDF + b"% damaged")
    blobs.path_of(the_file().sha256).write_bytes(b"other")
    assert clerk_client.get(f"{LIST}{the_file().public_id}/download/").status_code == 404


def test_deleted_content_is_said_so(clerk_client):
    upload(clerk_client, "b.pdf", PDF + b"% gone")
    blobs.remove(the_file().sha256)
    shown = clerk_client.get(f"{LIST}{the_file().public_id}/")
    assert "文件内容已不在" in shown.content.decode()
    assert clerk_client.get(f"{LIST}{the_file().public_id}/download/").status_code == 404


def test_who_may_see_files(client, place):
    url = "/w/qingshi/files/"
    assert client.get(url)["Location"].startswith("/account/login/")
    other = make_place("other", "他镇")
    statuses = {}
    for role in ("clerk", "auditor", "deputy"):
        client.force_login(make_staff(place, role), backend=BACKEND)
        statuses[role] = client.get(url).status_code
    client.force_login(make_staff(other), backend=BACKEND)
    statuses["elsewhere"] = client.get(url).status_code
    statuses["unknown"] = client.get("/w/nowhere/files/").status_code
    assert statuses == {
        "clerk": 200,
        "auditor": 200,
        "deputy": 403,
        "elsewhere": 403,
        "unknown": 404,
    }


def test_another_places_clerk_gets_403_for_a_file_and_its_own_place_does_not_have_it(client, place):
    client.force_login(make_staff(place), backend=BACKEND)
    upload(client)
    stranger = make_place("other", "他镇")
    client.force_login(make_staff(stranger), backend=BACKEND)
    name = the_file().public_id
    assert client.get(f"/w/qingshi/files/{name}/download/").status_code == 403
    assert client.get(f"/w/other/files/{name}/download/").status_code == 404


def test_the_list_searches_filters_sorts_and_needs_few_queries(
    clerk_client, django_assert_max_num_queries
):
    for number in range(6):
        upload(clerk_client, f"意见{number}.pdf", PDF + bytes((37, 48 + number)))
    upload(clerk_client, "现场.png", picture("PNG"))
    assert "现场.png" not in clerk_client.get(LIST + "?q=意见").content.decode()
    assert "意见1" not in clerk_client.get(LIST + "?kind=png").content.decode()
    text = clerk_client.get(LIST + "?sort=name").content.decode()
    assert text.index("意见0.pdf") < text.index("意见5.pdf")
    assert "没有符合筛选的文件" in clerk_client.get(LIST + "?q=没有%00").content.decode()
    with django_assert_max_num_queries(14):
        clerk_client.get(LIST)


def test_the_api_stores_lists_and_sends_files_within_scopes(client, place):
    account = make_staff(place)
    _, both = make_token(account, scopes=("files:read", "files:write"))
    _, reading = make_token(account, scopes=("files:read",))
    url = "/api/v1/files/qingshi"

    def post(token):
        return client.post(
            url,
            {"file": SimpleUploadedFile("意见.pdf", PDF)},
            headers={"Authorization": f"Bearer {token}"},
        )

    assert client.get(url).status_code == 401
    assert post(reading).status_code == 403
    made = post(both)
    assert made.status_code == 201
    got = client.get(url, headers={"Authorization": f"Bearer {reading}"})
    assert json.loads(got.content)["items"][0]["sha256"] == made.json()["sha256"]
    one = f"{url}/{made.json()['id']}"
    content = client.get(one + "/content", headers={"Authorization": f"Bearer {reading}"})
    assert content.content == PDF
    bad = client.post(
        url,
        {"file": SimpleUploadedFile("a.exe", b"MZ")},
        headers={"Authorization": f"Bearer {both}"},
    )
    assert (bad.status_code, bad.json()["code"]) == (422, "kind_not_allowed")

"""页面. Bases, large type, the answers to what goes wrong, the stop page."""

from __future__ import annotations

import re
from html import unescape

import pytest

BASES = ("desk", "public", "phone", "bare", "print")


@pytest.mark.parametrize("kind", BASES)
def test_every_base_has_one_h1_a_skip_link_and_the_demo_badge(site, kind):
    html = site.get(f"/base/{kind}/").content.decode()
    assert html.count("<h1") == 1
    assert 'href="#main"' in html and 'id="main"' in html
    assert '<html lang="zh-CN"' in html
    assert "演示数据" in html
    assert "今天有 3 件事到期，1 件逾期" in html


def test_the_desk_shows_navigation_twice_and_one_of_them_opens_without_script(site):
    html = site.get("/base/desk/").content.decode()
    assert html.count('aria-label="主导航"') == 2
    assert "<details" in html
    assert html.count('aria-current="page"') == 2
    assert "收件 4" in re.sub(r"<[^>]+>|\s+", " ", html).replace("  ", " ")


def test_large_type_is_remembered_and_leads_back(site):
    answer = site.get("/ui/large-type/?on=1&next=/base/desk/%3Fa%3D1")
    assert answer.status_code == 302 and answer.url == "/base/desk/?a=1"
    assert 'class="large"' in site.get("/base/desk/").content.decode()
    site.post("/ui/large-type/", {"on": "0"})
    assert 'class="large"' not in site.get("/base/desk/").content.decode()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_large_type_leads_nowhere_else(site, evil):
    assert site.get("/ui/large-type/", {"on": "1", "next": evil}).url == "/"


def test_the_link_for_large_type_comes_back_to_this_page(site):
    here = "/base/public/?q=%E6%B0%B4&page=2"
    html = site.get(here).content.decode()
    link = unescape(re.search(r'href="(/ui/large-type/[^"]*)"', html).group(1))
    assert site.get(link).url == here


def test_a_public_page_switches_to_english_and_back_by_links(site):
    here = "/base/public/?q=%E6%B0%B4&page=2"
    for now, tongue, word in (("zh-CN", "en", "English"), ("en", "zh-CN", "中文")):
        html = site.get(here).content.decode()
        assert f'<html lang="{now}"' in html
        found = re.search(r'href="(/ui/language/[^"]*)"[^>]* lang="([^"]*)"[^>]*>([^<]*)<', html)
        assert found.group(2, 3) == (tongue, word)
        answer = site.get(unescape(found.group(1)))
        assert answer.status_code == 302 and answer.url == here
    assert '<html lang="zh-CN"' in site.get(here).content.decode()


@pytest.mark.parametrize("kind", ["desk", "phone"])
def test_who_is_signed_in_finds_the_other_language_on_every_page(site, kind):
    foot = site.get(f"/base/{kind}/").content.decode().split('<footer class="foot">')[1]
    assert re.search(r'href="/ui/language/\?to=en[^"]*"[^>]*lang="en"[^>]*>English<', foot)


def test_an_unknown_language_changes_nothing_and_leads_nowhere_else(site):
    answer = site.get("/ui/language/", {"to": "xx", "next": "https://evil.example/"})
    assert answer.url == "/" and "language" not in answer.cookies


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/refuse/", 403, "只有经办人可以冻结月份。"),
        ("/miss/", 404, "没有这一页"),
        ("/nowhere/", 404, "没有这一页"),
        ("/mistrust/", 400, "读不懂"),
        ("/many/", 429, "请求太密"),
        ("/break/", 500, "这一次没有办成"),
    ],
)
def test_what_goes_wrong_is_said_plainly(site, address, status, word):
    answer = site.get(address)
    html = answer.content.decode()
    assert answer.status_code == status
    assert word in html
    assert "internal detail" not in html
    assert html.count("<h1") == 1
    assert "！" not in html


def test_an_expired_form_says_that_nothing_was_written(site):
    site.handler.enforce_csrf_checks = True
    answer = site.post("/write/", {"a": "1"})
    assert answer.status_code == 403
    assert "没有写入：这张表单已过期" in answer.content.decode()


def test_the_last_resort_asks_neither_database_nor_shell(site, settings, django_assert_num_queries):
    settings.UI_PAGE_CONTEXT = "oversight.ui.tests.site.break_down"
    from oversight.ui.views import server_error

    with django_assert_num_queries(0):
        assert server_error(None).status_code == 500


def test_the_ie_engine_is_stopped_but_files_and_the_api_pass(rf):
    from django.http import HttpResponse

    from oversight.ui.middleware import OldEngineMiddleware

    layer = OldEngineMiddleware(lambda request: HttpResponse("page"))
    ie = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko"}
    chrome = {"HTTP_USER_AGENT": "Mozilla/5.0 AppleWebKit/537.36 Chrome/80.0.3987.87"}
    html = {"HTTP_ACCEPT": "text/html, */*"}
    assert "IE 内核" in layer(rf.get("/", **ie, **html)).content.decode()
    assert layer(rf.get("/", **chrome, **html)).content == b"page"
    assert layer(rf.get("/api/v1/x", **ie, **html)).content == b"page"
    assert layer(rf.get("/x.css", **ie, HTTP_ACCEPT="text/css")).content == b"page"


def test_the_gallery_shows_every_component_and_only_on_demonstration_sites(site, settings):
    html = site.get("/ui/components/").content.decode()
    for word in ("已冻结快照", "逾期 4 天", "或为偶然", "没有导入", "现在不能列入表决", "看数据表"):
        assert word in html
    settings.UI_PAGE_CONTEXT = ""
    assert site.get("/ui/components/").status_code == 404

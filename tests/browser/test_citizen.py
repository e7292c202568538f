"""公众: without an account from the front page to a summary, its versions, its figures and its check."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785

from tests.browser.hands import Keyboard, Touch, by_hands

pytestmark = pytest.mark.browser


@by_hands(Touch)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_citizen_reads_a_summary_and_checks_it(visitor, hand, script):
    citizen = visitor(hand, script=script)
    citizen.open("/")
    citizen.press("link", "云川市", exact=True)
    assert "热线受理" in citizen.text()
    citizen.press("link", "月热线办理情况")
    page = citizen.page
    assert page.get_by_role("heading", level=1).inner_text().endswith("热线办理情况")
    assert page.get_by_role("rowheader", name="市住房和城乡建设局").is_visible()
    assert page.get_by_text("发布后未改动").is_visible()
    citizen.press("link", "看历次版本")
    assert page.url.endswith("#versions")
    assert page.get_by_role("link", name="第 1 版", exact=True).is_visible()
    shown = page.locator("#versions .stamp__check").first.get_attribute("title")
    citizen.press("link", "自己核对")
    assert shown in citizen.text()
    bundle = page.request.get(page.get_by_role("link", name="bundle.json").evaluate("a => a.href"))
    assert check_value(bundle.json()) == shown.replace(" ", "")


def check_value(bundle):
    """The check value as anybody computes it, from the bundle alone."""
    entry, content = bundle["entry"], rfc8785.dumps(bundle["content"])
    assert hashlib.sha256(bytes.fromhex(bundle["nonce"]) + content).hexdigest() == entry["digest"]
    return hashlib.sha256(rfc8785.dumps(entry)).hexdigest()


@by_hands(Keyboard)
def test_a_citizen_finds_a_month_by_searching(visitor, hand):
    citizen = visitor(hand)
    citizen.open("/p/yunchuan/")
    citizen.hand.write(citizen.page.get_by_role("searchbox"), "热线")
    citizen.press("button", "查找", exact=True)
    found = citizen.page.locator("main li.card")
    assert found.count() >= 2  # the demonstration publishes two; a chair may have added one
    assert all("热线" in text for text in found.all_inner_texts())
    citizen.press("link", "开放数据")
    assert citizen.page.get_by_role("link", name="JSON").first.is_visible()
    citizen.press("link", "热线办理")
    assert citizen.page.get_by_role("rowheader").count() >= 2


def test_a_citizen_cannot_open_the_desk(visitor):
    citizen = visitor()
    citizen.page.goto(citizen.site.address + "/w/yunchuan/hotline/")
    assert "/account/login/" in citizen.page.url
    citizen.look()

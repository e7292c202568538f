"""主任: reads what waits, publishes it, and the public page shows it; or sends it back with a reason."""

from __future__ import annotations

from functools import cache

import pytest

from tests.browser.hands import HANDS, Keyboard, by_hands
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def proposed(site):
    """By name, a month of its own that the clerk froze and drafted; it is made when first asked for."""
    unfrozen = run_python(site.home, "tests.browser.prepare", "unfrozen").split()
    names = [*(hand.name for hand in HANDS), "returned"]
    # The newest one and the next few stay for the clerk's own journeys.
    months = dict(zip(names, unfrozen[8:], strict=False))

    @cache
    def propose(name):
        run_python(site.home, "tests.browser.prepare", "propose", months[name])
        return months[name]

    return propose


def words(month):
    """2026-06 as pages write it."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


@by_hands(Keyboard)
def test_the_chair_publishes_what_the_clerk_drafted(visitor, hand, proposed):
    title = f"{words(proposed(hand.name))}热线办理情况"
    chair = visitor(hand)
    chair.sign_in("chair")
    row = chair.page.locator(".rung__row", has_text=f"《{title}》")
    chair.press("link", "审核", exact=True, within=row)
    assert chair.page.get_by_role("rowheader", name="市住房和城乡建设局").is_visible()
    chair.press("button", "审核通过并公开")
    assert chair.page.get_by_role("status").get_by_text("公众现在可以看到").is_visible()
    chair.press("link", "看公开的页面")
    assert "/p/yunchuan/publications/" in chair.page.url
    anyone = visitor(hand, script=False)
    anyone.open(chair.page.url.removeprefix(anyone.site.address).partition("?")[0])
    assert anyone.page.get_by_role("heading", level=1).inner_text() == title
    assert anyone.page.get_by_text("发布后未改动").is_visible()


def test_the_chair_sends_a_draft_back_with_a_reason(visitor, proposed):
    title = f"{words(proposed('returned'))}热线办理情况"
    chair = visitor()
    chair.sign_in("chair")
    row = chair.page.locator(".rung__row", has_text=f"《{title}》")
    chair.press("link", "审核", exact=True, within=row)
    chair.press_it(chair.page.get_by_text("不通过，退回拟稿人"))
    chair.hand.write(chair.page.get_by_label("退回的原因"), "核对市水务局的件数")
    chair.press("button", "退回这一稿")
    assert chair.page.get_by_text("核对市水务局的件数").is_visible()
    anyone = visitor()
    anyone.open("/p/yunchuan/publications/")
    assert title not in anyone.text()


def test_the_clerk_who_drafted_it_cannot_publish_it(visitor, proposed):
    proposed("keyboard"), proposed("returned")
    clerk = visitor()
    clerk.sign_in("clerk")
    clerk.open("/w/yunchuan/publications/?state=proposed")
    clerk.press_it(clerk.page.locator("main tbody th a").first)
    assert clerk.page.get_by_role("button", name="审核通过并公开").count() == 0
    assert "你拟的稿，由别人审核" in clerk.text()

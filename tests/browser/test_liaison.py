"""联络员: the figures and tickets of the own unit, and nothing of anybody else's."""

from __future__ import annotations

import pytest

from tests.browser.hands import Keyboard, Touch, by_hands
from tests.browser.tour import links

pytestmark = pytest.mark.browser

OWN, OTHER = "市住房和城乡建设局", "市水务局"


@by_hands(Touch)
def test_a_liaison_officer_opens_the_own_figures_down_to_the_tickets(visitor, hand):
    liaison = visitor(hand)
    liaison.sign_in("liaison")
    assert OWN in liaison.text()
    liaison.press("link", "看本单位的数字和工单")
    page = liaison.page
    assert page.get_by_role("heading", level=1).inner_text() == OWN
    liaison.press("link", "本单位未办结的工单")
    assert page.locator("main tbody tr").count() > 0
    assert OTHER not in liaison.text()
    liaison.press_it(page.locator("main tbody th a, main tbody td a").first)
    assert OTHER not in liaison.text()


@by_hands(Keyboard)
def test_a_liaison_officer_is_refused_everywhere_else(visitor, hand):
    liaison = visitor(hand)
    liaison.sign_in("liaison")
    for path in ("hotline/", "hotline/method/", "people/", "units/", "records/", "publications/"):
        liaison.open(f"/w/yunchuan/{path}", status=403)
    liaison.open("/w/linxi/", status=403)


def test_a_liaison_officer_is_refused_the_tickets_of_another_unit(visitor):
    liaison = visitor()
    liaison.sign_in("liaison")
    liaison.press("link", "看本单位的数字和工单")
    liaison.press("link", "本单位未办结的工单")
    own = liaison.page.url
    assert "/tickets/" in own
    unit = liaison.page.evaluate("() => new URL(location).searchParams.get('unit') || ''")
    other = own.partition("?")[0] + "?unit=" + OTHER
    answer = liaison.page.goto(other)
    rows = liaison.page.locator("main tbody tr").all_inner_texts()
    assert answer.status == 403 or (rows and all(OTHER not in row for row in rows)), (
        unit,
        rows[:2],
    )


def test_a_liaison_officer_finds_no_link_that_is_refused(visitor):
    liaison = visitor()
    liaison.sign_in("liaison")
    for url in sorted(set(links(liaison.page, liaison.site.address))):
        answer = liaison.page.request.get(url)
        assert answer.status == 200, (url, answer.status)

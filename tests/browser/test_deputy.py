"""代表: a printed code, one button, one long session; on a phone, by touch or by keyboard."""

from __future__ import annotations

import pytest

from tests.browser.hands import Keyboard, Mouse, Touch, by_hands

pytestmark = pytest.mark.browser


class Phone(Touch):
    """手机，390 宽。"""

    window = {**Touch.window, "viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize(
    "hand",
    [
        Phone,
        pytest.param(Touch, marks=pytest.mark.long),
        Keyboard,
        pytest.param(Mouse, marks=pytest.mark.long),
    ],
    ids=["390", "320", "keys", "1280"],
)
def test_a_deputy_signs_in_with_the_printed_code(visitor, hand):
    deputy = visitor(hand)
    code = deputy.site.deputy_code
    deputy.open(f"/d/{code.replace('-', '')}")
    assert code.replace("-", "") not in deputy.page.url
    deputy.press("button", "在这台设备上登录")
    assert "李松和代表" in deputy.text()
    deputy.press("link", "月热线办理情况")
    assert deputy.page.get_by_role("rowheader", name="市住房和城乡建设局").is_visible()
    deputy.open("/w/yunchuan/")
    deputy.press("link", "我的账号和设备")
    assert deputy.page.get_by_text("已登录的设备").is_visible()


@by_hands(Touch)
def test_a_deputy_types_the_code(visitor, hand):
    deputy = visitor(hand)
    deputy.open("/account/login/")
    deputy.press("link", "代表用登录码登录")
    deputy.hand.write(deputy.page.get_by_label("登录码"), deputy.site.deputy_code.lower())
    deputy.press("button", "用登录码登录")
    assert "李松和代表" in deputy.text()


def test_a_deputy_does_not_see_the_desk(visitor):
    deputy = visitor(Phone)
    deputy.open(f"/d/{deputy.site.deputy_code.replace('-', '')}")
    deputy.press("button", "在这台设备上登录")
    deputy.open("/w/yunchuan/hotline/", status=403)
    deputy.open("/w/yunchuan/people/", status=403)

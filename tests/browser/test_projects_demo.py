"""演示的民生实事: the numbers of the six towns hold, and a citizen reads one town's list on a telephone."""

from __future__ import annotations

import pytest

from tests.browser.hands import Touch, by_hands

pytestmark = [pytest.mark.browser, pytest.mark.long]


@by_hands(Touch)
def test_57_promised_55_done_2_open_in_six_towns(visitor, hand):
    citizen = visitor(hand, script=False)
    citizen.open("/p/linxi/")
    assert "6 个乡镇答应 57 件。" in citizen.text()
    assert "核实办成 55 件，还有 2 件没有办成。" in citizen.text()
    citizen.page.get_by_role("rowheader", name="青石镇").wait_for()
    citizen.press("link", "青石镇", within=citizen.page.get_by_role("table"))
    assert "核实办成 9 件，迟了 1 件。" in citizen.text()
    assert "青石镇" in citizen.page.title()
    citizen.press("link", "农村饮水管网改造")
    assert "为什么迟" in citizen.text()
    assert "我要反映" in citizen.text()
    citizen.open("/p/qingshi/projects/")
    assert "我要提建议" in citizen.text()

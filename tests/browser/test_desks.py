"""浏览器台，在真的浏览器里: cards made, printed as the tool prints them, counted, listed, wiped, and nothing sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cards_list import listed_codes, read_codes, write_lists
from secret_ballot.cards_print import sheets
from secret_ballot.v1.elections import new_uuid
from secret_ballot.v1.suites import suite_of

from oversight.voting.secret import desks
from tests.browser.checks import axe_violations, sideways
from tests.browser.desk_host import hosting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (desks.BUILT / "cards" / "manifest.json").exists(), reason="the front end is not built"
    ),
]
BUNDLE, MEETING = "ab12" * 16, "南口镇第三次会议"
BOXES = """selector => [...document.querySelectorAll(selector)].map(each => {
  const box = each.getBoundingClientRect(), page = each.closest('.page').getBoundingClientRect();
  return [box.left - page.left, box.top - page.top, box.width, box.height].map(Math.round);
})"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console", lambda told: page.complaints.append(told.text) if told.type == "error" else None
    )
    yield page
    context.close()


def saved(page: Any, button: str, to: Path) -> Path:
    """What a press of the button puts into a file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.save_as(to / waiting.value.suggested_filename)
    return to / waiting.value.suggested_filename


def test_the_ticket_office_in_a_browser(browser: Any, page: Any, tmp_path: Path):
    with hosting() as (address, asked):
        page.goto(f"{address}/desks/cards/{desks.built('cards').sha256}")
        page.get_by_label("张数").fill("10")
        page.get_by_role("button", name="生成").click()
        codes = read_codes(saved(page, "存成 codes.txt", tmp_path))
        assert len(codes) == 10 and codes == sorted(codes)
        compare_with_the_tools_print(browser, page, codes, tmp_path)
        uuid = new_uuid()
        page.get_by_label("扫码枪扫").fill(codes[0])
        page.keyboard.press("Enter")
        page.keyboard.type(codes[0])  # the field keeps the focus for the next card
        page.keyboard.press("Enter")
        assert page.get_by_text("✗ 已经扫过").is_visible()
        page.keyboard.type(f"{codes[1].lower()}\n")
        page.get_by_label("作废").check()
        page.get_by_label("扫码枪扫").fill(codes[2])
        page.keyboard.press("Enter")
        page.get_by_label("选举编号").fill(uuid)
        page.get_by_label("发出").fill("8")
        page.get_by_role("button", name="生成名单").click()
        assert page.get_by_text("7 ≠ 8").is_visible()
        page.get_by_label("发出").fill("7")
        page.get_by_role("button", name="生成名单").click()
        made = saved(page, f"存下 {uuid}.json", tmp_path)
        wanted = tmp_path / "wanted.json"
        listed = listed_codes(codes, codes[:3], 7)
        write_lists(suite_of("BELENIOS-2048"), listed, {uuid: wanted})
        assert made.read_bytes() == wanted.read_bytes()
        assert not axe_violations(page) and not sideways(page)
        held = page.evaluate("document.documentElement.outerHTML")
        assert not any(code in held for code in codes)
        page.get_by_label("输入“销毁”").fill("销毁")
        page.get_by_role("button", name="销毁本页的投票码").click()
        assert page.get_by_text("已清除").is_visible() and page.get_by_label("张数").is_visible()
        assert asked == [f"/desks/cards/{desks.built('cards').sha256}"] and page.complaints == []


def compare_with_the_tools_print(browser: Any, page: Any, codes: list[str], tmp_path: Path) -> None:
    """As many pages, every card, half and symbol where the tool's print has it; nothing of it on the screen."""
    page.get_by_label("会议名称").fill(MEETING)
    page.get_by_label("投票页校验值").fill(" ".join(re.findall("....", BUNDLE)))
    page.evaluate("() => { window.print = () => {} }")
    page.get_by_role("button", name="打印 10 张").click()
    assert not page.locator(".sheets").is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="生成名单").is_visible()
    tool = browser.new_page()
    booth = page.evaluate("location.origin")
    html = tmp_path / "cards.html"
    html.write_text("".join(sheets(codes, meeting=MEETING, booth=booth, bundle=BUNDLE)))
    tool.goto(html.as_uri())
    tool.emulate_media(media="print")
    for ours, theirs in ((".page", ".page"), (".voting-card", ".card"), (".half", ".half"), (".qr", ".qr"),
                         (".code", ".code"), (".how", ".how"), (".hash", ".hash"), (".name", ".name"), (".what", ".what")):  # fmt: skip
        assert page.evaluate(BOXES, ours) == tool.evaluate(BOXES, theirs), ours
    shown = [each.replace("\n", "") for each in page.locator(".code").all_inner_texts()]
    assert sorted(shown) == codes
    assert len(browser_pages(page.pdf(prefer_css_page_size=True))) == 2
    tool.close()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheets").count() == 0


def browser_pages(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/Type\s*/Page\b[^s]", pdf)

"""浏览器台，在真的浏览器里: cards made, printed as the tool prints them, counted, listed, wiped, and nothing sent; a key
made with two tools, its backup entered again, a vote watched and opened.
"""

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
from tests.desk_ceremony import Vote, fake_server, tools_join

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (desks.BUILT / "trustee" / "manifest.json").exists(),
        reason="the front end is not built",
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

    def hear(told: Any) -> None:
        if told.type == "error" and "Failed to load resource" not in told.text:
            page.complaints.append(told.text)

    page.on("console", hear)
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


HASTE = """const real = window.setTimeout;
window.setTimeout = (work, after, ...given) => real(work, after === 2000 ? 20 : after, ...given);"""


def test_a_scrutineer_in_a_browser(page: Any, tmp_path: Path):
    fake = fake_server().FakeServer()

    def answer(code: str, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        status, raw = fake.send(code)(method, path, body, 1 << 30)
        return status, b'{"code": "unknown_code"}' if status == 401 else raw

    page.add_init_script(HASTE)
    with hosting(answer) as (address, _asked):
        page.goto(f"{address}/desks/trustee/{desks.built('trustee').sha256}")
        page.get_by_role("textbox", name="仪式码").fill("c9")
        page.get_by_role("button", name="开始").click()
        page.get_by_text("没有这个仪式码").wait_for()
        page.get_by_role("button", name="重新开始").click()
        seed = joined(page)
        found = tools_join(fake, tmp_path)
        page.get_by_role("heading", name="指纹").wait_for()
        shown = page.locator(".seed").inner_text().replace(" ", "")
        assert [shown] * 2 == found and not axe_violations(page) and not sideways(page)
        assert seed not in page.evaluate("document.documentElement.outerHTML")
        vote = Vote(fake, tmp_path)
        vote.cast(0, 1, 2)
        page.get_by_role("button", name="指纹相同，开始看守").click()
        page.get_by_text("议案：3 张选票全部成立，新验 3 张。").wait_for()
        vote.close()
        for typed in ("4", "3"):
            page.get_by_role("textbox", name="看会场大屏").fill(typed)
            page.get_by_role("button", name="核对并开启总和").click()
            assert page.get_by_text("与档案不符，请再看大屏").is_visible() is (typed == "4")
        page.get_by_role("textbox", name="只有 3 张").fill("同意")
        page.keyboard.press("Enter")
        page.get_by_text("票箱都已办完").wait_for()
        assert page.get_by_text("还差 1 位").is_visible() and page.complaints == []
    assert vote.open_with_a_tool(tmp_path) == [[0, 3, 0]]


def joined(page: Any) -> str:
    """The code entered, the seed written down, entered wrongly and then rightly."""
    page.get_by_role("textbox", name="仪式码").fill(" c0 ")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="抄在纸上").wait_for()
    seed: str = page.locator(".seed").inner_text()
    assert re.fullmatch(r"\w{5}-\w{6}-\w{5}-\w{6}", seed)
    for entered in (seed[:-1] + "0", seed.replace("-", " ")):
        page.get_by_role("button", name="抄好了").click()
        assert seed not in page.evaluate("document.documentElement.outerHTML")
        page.get_by_role("textbox", name="照纸上抄的").fill(entered)
        page.get_by_role("button", name="核对").click()
    page.get_by_role("heading", name="第一步：等监票人2、监票人3").wait_for()
    return seed


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
                         (".code", ".code"), (".how", ".how"), (".hash", ".hash"), (".name", ".name"), (".what", ".what"), (".address", ".address")):  # fmt: skip
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

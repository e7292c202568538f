"""写票页，在真的浏览器里: a whole secret ballot at 320 pixels, lost answers, an audit, a card used twice, what is kept.

The host is ``booth_host``; its ballots are judged by the Python package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from secret_ballot.v1.credentials import new_private_credential
from secret_ballot.v1.opened import check_opened
from secret_ballot.v1.questions import Question

from oversight.voting.secret import bundle
from tests.browser.booth_host import KINDS, Asked, Box, Host, hosting
from tests.browser.checks import axe_violations, sideways
from tests.browser.conftest import CHROMIUM, FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (bundle.BUILT / "manifest.json").exists(), reason="the front end is not built"
    ),
]
PROJECTS = tuple(f"项目{number}" for number in range(1, 13))
ASKED = (
    Asked("vote", Question("关于预算的决议", KINDS["vote"], 1, 1), note="教育支出增加。" * 12),
    Asked("choose", Question("民生实事项目", PROJECTS, 0, 10), note="见名册"),
)
KEPT = """async () => ({
  address: location.href, state: history.state, cookie: document.cookie,
  storage: localStorage.length + sessionStorage.length, caches: await caches.keys(),
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  fields: [...document.querySelectorAll('input')].map(each => each.value + each.name).join(),
})"""
# What has the focus, and whether an outline shows it: its own, or the ring of its row.
FOCUSED = """() => {
  const now = document.activeElement, row = now.closest('label');
  const ring = row && getComputedStyle(row.querySelector('.option__ring')).borderTopWidth;
  const outline = getComputedStyle(now);
  return {name: row ? row.querySelector('b').textContent : now.textContent,
          seen: ring ? parseFloat(ring) >= 3 : outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) >= 3};
}"""
NOTHING = {"state": None, "cookie": "", "storage": 0, "caches": [], "databases": 0, "workers": 0}


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as started:
        yield started


class Booth:
    """A deputy before the page, on the smallest telephone."""

    def __init__(self, browser: Any, host: Host, box: Box, code: str) -> None:
        host.boxes[:] = [box]
        host.asked.clear()
        host.received.clear()
        self.host, self.box, self.code = host, box, code
        self.complaints: list[str] = []
        self.context = browser.new_context(viewport={"width": 320, "height": 568})
        self.page = self.context.new_page()
        self.page.set_default_timeout(4_000)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self.hear)

    def hear(self, message: Any) -> None:
        """Of the browser's complaints, those that are not about an answer of the host."""
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def come(self) -> None:
        self.page.goto(self.host.address)

    def main(self) -> None:
        """The one solid button of the screen."""
        self.page.locator(".bar .btn--main").click()

    def type(self) -> None:
        """By the keyboard alone, as it stands on the card."""
        self.page.get_by_label("第 1 组").focus()
        self.page.keyboard.type(self.code.lower())
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".option")

    def choose(self, *names: str) -> None:
        for name in names:
            self.page.get_by_label(re.compile(rf"{name}$")).check()

    def write(self, chosen: int = 10) -> None:
        """For the budget, and so many projects; to the encrypted ballot."""
        self.choose("赞成")
        self.main()
        self.choose(*PROJECTS[:chosen])
        self.main()
        self.main()
        self.at("选票已加密，还没有送出")

    def at(self, title: str) -> None:
        """Its heading has the focus: whoever hears the page hears what came."""
        self.page.get_by_role("heading", level=1, name=title).wait_for()
        self.page.wait_for_function("() => document.activeElement.tagName === 'H1'")

    def drawn(self) -> str:
        """All that the page shows; its script knows the words of answers."""
        return str(self.page.title() + self.page.locator("#booth").inner_html())

    def press_on(self, name: str, key: str) -> None:
        """Tabulator until the named field or button has the focus, then the key."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED)
            assert found["seen"], found
            if found["name"] == name:
                return self.page.keyboard.press(key)
        raise AssertionError(f"{name} is out of reach")

    def is_in_order(self) -> None:
        """Fits, and nothing an assistive program would stumble over."""
        assert sideways(self.page) == []
        assert axe_violations(self.page) == []


@pytest.fixture
def booth(browser: Any, host: Host) -> Iterator[Booth]:
    code = new_private_credential(capitals=True)
    made = Booth(browser, host, Box("八次会议表决", ASKED, (code,)), code)
    yield made
    made.context.close()
    assert made.complaints == []


def test_a_ballot_is_written_sent_twice_and_counted_once(booth: Booth):
    """At the limit nothing more can be marked; the answer to the first sending is lost on the way."""
    booth.host.lost, booth.box.verified = 1, False
    booth.come()
    booth.is_in_order()
    booth.type()
    booth.main()
    booth.page.get_by_text("请选一个，才能往下。").wait_for()
    booth.choose("赞成")
    booth.main()
    booth.choose(*PROJECTS[:9])
    booth.page.get_by_text("已选 9 项，还可选 1 项").wait_for()
    booth.page.get_by_role("checkbox", name="项目10").check()
    booth.page.get_by_role("checkbox", name="项目11").click()
    booth.page.get_by_text("已选满 10 项，先取消一项。").wait_for()
    assert booth.page.locator("input:checked").count() == 10
    booth.is_in_order()
    booth.main()
    booth.at("核对选票")
    booth.main()
    booth.at("选票已加密，还没有送出")
    booth.main()
    booth.at("你的票已收到")
    booth.page.get_by_text("正在核验").wait_for()
    booth.box.verified = True
    booth.page.get_by_text("签名已在本机验过").wait_for()
    assert len(booth.host.received) == 2
    assert len(set(booth.host.received)) == len(booth.box.ballots) == 1
    booth.is_in_order()
    assert "项目" not in booth.drawn() and "赞成" not in booth.drawn()


def test_nothing_of_a_code_is_kept_or_told(booth: Booth):
    """Not in address, history, storage, caches or fields, nor in any question to the host."""
    booth.come()
    booth.type()
    assert booth.page.url == booth.host.address + bundle.current().sha256
    kept = booth.page.evaluate(KEPT)
    booth.write(3)
    booth.main()
    booth.at("你的票已收到")
    for found in (kept, booth.page.evaluate(KEPT)):
        assert {name: found[name] for name in NOTHING} == NOTHING
        assert found["address"] == booth.host.address + bundle.current().sha256
    bare = booth.code.replace("-", "")
    told = json.dumps([kept, booth.host.asked, booth.context.storage_state()]).upper()
    parts = [bare, *booth.code.split("-")]
    assert [part for part in parts if part in told] == []
    assert not any("Cookie" in asked or "Referer" in asked for asked in booth.host.asked)
    assert in_memory(booth) == []


def in_memory(booth: Booth) -> list[str]:
    """Which groups of the code are still in the page's memory, of those with more than chance."""
    session = booth.context.new_cdp_session(booth.page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda told: chunks.append(told["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    whole = "".join(chunks).upper()
    assert "选票" in "".join(chunks) or "\\U9009\\U7968" in whole
    return [part for part in booth.code.split("-") if part in whole]


def test_a_ballot_that_is_opened_is_not_cast_and_a_card_votes_once(booth: Booth):
    booth.come()
    booth.type()
    booth.write(2)
    booth.page.get_by_role("button", name="检查这张票").click()
    digest = booth.page.locator(".fours").inner_text().replace(" ", "").replace("\n", "")
    booth.page.get_by_role("button", name="打开这张票，作废").click()
    booth.at("这张票已打开，作废")
    booth.is_in_order()
    with booth.page.expect_download() as saved:
        booth.page.get_by_role("button", name="存下文件").click()
    record = saved.value.path().read_bytes()
    held = check_opened(booth.box.election, record, digest)
    assert held == [[1, 0, 0], [1, 1] + [0] * 10] and booth.host.received == []
    booth.main()
    booth.write(0)
    booth.main()
    booth.at("你的票已收到")
    booth.main()
    booth.type()
    booth.write(1)
    booth.main()
    booth.at("这张投票卡已经投过票")
    assert "请找监票人" in booth.page.get_by_role("alert").inner_text()
    assert len(booth.box.ballots) == 1


def test_back_loses_nothing_and_three_minutes_lose_all(booth: Booth):
    """The clock of the page is ours; while it is hidden nothing is to be seen."""
    booth.page.clock.install()
    booth.come()
    booth.type()
    booth.choose("赞成")
    booth.main()
    booth.page.go_back()
    booth.page.get_by_text("已选：赞成").wait_for()
    booth.page.get_by_role("button", name="English").click()
    booth.page.get_by_text("Chosen: 赞成").wait_for()
    booth.page.clock.fast_forward(151_000)
    booth.page.get_by_role("button", name="Go on").click()
    booth.page.clock.fast_forward(151_000)
    booth.page.get_by_text("Chosen: 赞成").wait_for()
    booth.page.clock.fast_forward(31_000)
    booth.at("Three minutes without a touch: all is cleared")
    assert "赞成" not in booth.drawn()


def test_a_page_that_was_left_has_forgotten(booth: Booth):
    """Also where the browser keeps the page and shows it again."""
    booth.page.on("dialog", lambda dialog: dialog.accept())
    booth.come()
    booth.type()
    booth.choose("赞成")
    booth.page.goto("about:blank")
    booth.page.go_back()
    booth.page.wait_for_function("() => !!document.querySelector('h1')")
    assert "赞成" not in booth.drawn()


def test_it_is_written_by_keyboard_alone(booth: Booth):
    """Tabulator, space, arrows, Enter; the focus is always to be seen."""
    booth.come()
    booth.type()
    booth.press_on("赞成", "Space")
    booth.page.keyboard.press("ArrowDown")
    booth.page.get_by_text("已选：反对").wait_for()
    booth.press_on("下一项", "Enter")
    booth.press_on(f"3. {PROJECTS[2]}", "Space")
    booth.press_on("核对选票", "Enter")
    booth.press_on("加密选票", "Enter")
    booth.at("选票已加密，还没有送出")
    booth.press_on("送出选票", "Enter")
    booth.at("你的票已收到")


def test_a_card_on_no_list_is_told_so_at_once_and_only_by_this_device(booth: Booth):
    """The host is asked the same for every card; mended, the same screen goes on."""
    right, booth.code = booth.code, new_private_credential(capitals=True)
    booth.come()
    booth.page.get_by_label("第 1 组").focus()
    booth.page.keyboard.insert_text(booth.code)
    before = len(booth.host.asked)
    booth.page.keyboard.press("Enter")
    alert = booth.page.get_by_role("alert").filter(has_text="不在这次投票的名单里")
    alert.wait_for()
    for words in ("输错了一个字符", "别次会议的卡", "没有发出", "办公室核对名单", "请举手找监票人"):
        assert words in alert.inner_text()
    booth.is_in_order()
    asked = [each.split()[1] for each in booth.host.asked]
    assert asked[before:] == [f"/elections/{booth.box.election.uuid}"]
    assert sum("/cards/" in each for each in asked) == 1 and booth.host.received == []
    booth.code = right
    booth.page.get_by_role("button", name="重新输入投票码").click()
    assert (
        booth.page.locator("input").evaluate_all("all => all.map(each => each.value).join('')")
        == ""
    )
    booth.type()
    again = [each.split()[1] for each in booth.host.asked][len(asked) :]
    assert again == asked[before:]


def test_large_type_on_the_smallest_screen_shows_every_answer(booth: Booth):
    """With a long note, in both languages; English only beside the frozen words."""
    booth.come()
    booth.page.get_by_role("button", name="大字").click()
    booth.type()
    seen = """() => [...document.querySelectorAll('.option')].filter(each =>
      each.getBoundingClientRect().bottom <= document.querySelector('.bar').getBoundingClientRect().top + 1).length"""
    assert booth.page.evaluate(seen) == 3
    booth.page.get_by_role("button", name="全文").click()
    assert booth.page.evaluate(seen) < 2
    booth.page.locator(".below").dispatch_event("click")
    booth.page.wait_for_function("() => document.querySelector('.below.is-none')")
    booth.page.get_by_role("button", name="收起").click()
    booth.page.get_by_role("button", name="English").click()
    booth.page.get_by_label("反对 Against").check()
    booth.page.get_by_text("Chosen: 反对 (Against)").wait_for()
    booth.is_in_order()
    assert booth.page.evaluate(seen) >= 2
    booth.main()
    assert booth.page.locator(".option__gloss").count() == 0


def test_what_is_not_open_opens_by_itself_and_a_trial_says_so(booth: Booth):
    booth.box.state, booth.box.trial = "waiting", True
    booth.page.clock.install()
    booth.come()
    booth.at("投票还没有开始")
    booth.page.get_by_text("试投：这张票不计入结果").wait_for()
    booth.box.state = "open"
    booth.page.clock.fast_forward(4_000)
    booth.page.get_by_label("第 1 组").wait_for()


def test_a_card_is_read_by_the_camera(browser: Any, host: Host, tmp_path: Any):
    """Chromium of Debian has no reader of its own: the page's own one reads."""
    segno = pytest.importorskip("segno")
    code = new_private_credential()
    film = tmp_path / "card.y4m"
    film.write_bytes(card_before_the_camera(segno, code))
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    host.boxes[:] = [Box("扫码", ASKED, (code,), capitals=False)]
    kind = browser.browser_type
    seeing = kind.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *flags])
    page = seeing.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(4_000)
    page.goto(host.address)
    page.get_by_role("button", name="扫投票卡").click()
    page.wait_for_selector(".option")
    seeing.close()


def card_before_the_camera(segno: Any, code: str) -> bytes:
    """A film of one picture: the symbol in the middle of a grey wall."""
    width, height = 640, 480
    wall = Image.new("L", (width, height), 200)
    drawn = segno.make(code, error="m", micro=False)
    rows = [list(row) for row in drawn.matrix_iter(border=4, scale=6)]
    symbol = Image.new("L", (len(rows[0]), len(rows)))
    symbol.putdata([0 if dark else 255 for row in rows for dark in row])
    wall.paste(symbol, ((width - symbol.width) // 2, (height - symbol.height) // 2))
    grey = bytes([128]) * (width * height // 2)
    frame = b"FRAME\n" + wall.tobytes() + grey
    return f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\n".encode() + frame * 5

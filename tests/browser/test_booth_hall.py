"""写票页和真的主机: the page and the host that receives, together: trial, vote, and a card that comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from oversight.voting.secret import actions as secret
from oversight.voting.secret import bundle
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (bundle.BUILT / "manifest.json").exists(), reason="the front end is not built"
    ),
]


@pytest.fixture(scope="session", autouse=True)
def django_beside_the_browser() -> Iterator[None]:
    """The browser's loop runs in this thread until the end; Django's calls are not in it, which it cannot know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def test_the_host_takes_what_the_page_sends(browser: Any, live_server: Any):
    office = b.make_office()
    hall = s.make_hall(office, s.make_keys(office))
    hall.fix_cards(trial=True)
    secret.open_trial(office.actor("clerk"), office.place, hall.poll)
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.set_default_timeout(8_000)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if "Policy" in m.text else None)
    page.goto(f"http://booth.localhost:{live_server.url.rpartition(':')[2]}/")
    page.get_by_text("试投：这张票不计入结果").wait_for()

    def write(code: str) -> None:
        page.get_by_label("第 1 组").focus()
        page.keyboard.insert_text(code)
        page.keyboard.press("Enter")
        page.get_by_label("社区食堂").check()
        for name in ("核对选票", "加密选票", "送出选票"):
            page.get_by_role("button", name=name).click()

    write(hall.codes[0])
    page.get_by_text("试投的票已收到").wait_for()
    secret.close_trial(office.actor("clerk"), office.place, hall.poll)
    hall.work(trial=True)
    assert hall.decrypt(1, 2, trial=True).result == [[0, 1, 0]]
    hall.fix_cards()
    hall.open()
    page.get_by_role("button", name="完成").click()
    write(hall.codes[0])
    page.get_by_text("你的票已收到").wait_for()
    page.get_by_text("签名已在本机验过").wait_for()
    page.get_by_role("button", name="完成").click()
    write(hall.codes[0])
    page.get_by_role("heading", name="这张投票卡已经投过票").wait_for()
    hall.close()
    assert hall.work().ballots == 1
    assert complaints == []
    context.close()

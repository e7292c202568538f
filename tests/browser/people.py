"""谁在看: signing in as the people of the demonstration, with what every page must keep to."""

from __future__ import annotations

from typing import Any

from tests.browser import checks
from tests.browser.hands import Mouse
from tests.browser.serving import Site

PASSWORD = "yunchuan-2026"
DESK = "/w/yunchuan/"
LOCALE = "zh-CN"
ZONE = "Asia/Shanghai"
# Pages examined by axe in this run: address without its changing parts, and width. Once is enough.
EXAMINED: set[tuple[str, int]] = set()
LEADS_ON = "e => (e.tagName === 'A' && !e.hasAttribute('download')) || e.type === 'submit'"


class Visitor:
    """One person at one browser window: hands, page, and the checks of every page reached."""

    def __init__(self, browser: Any, site: Site, hand: type[Mouse], *, script: bool = True) -> None:
        self.site = site
        self.desk = DESK
        self.context = browser.new_context(
            locale=LOCALE, timezone_id=ZONE, java_script_enabled=script, **hand.window
        )
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.hand = hand(self.page)
        self.script = script
        self.complaints = checks.Complaints()
        self.complaints.listen(self.page, site.address)

    def open(self, path: str, status: int = 200) -> None:
        """Go to an address, as from a bookmark."""
        answer = self.page.goto(self.site.address + path)
        assert answer.status == status, (path, answer.status)
        self.look(path)

    def press(self, role: str, name: str, *, exact: bool = False, within: Any = None) -> None:
        """Activate what has this role and name, and look at the page it leads to."""
        wanted = (within or self.page).get_by_role(role, name=name, exact=exact)
        self.press_it(wanted.locator("visible=true").first)

    def press_it(self, wanted: Any) -> None:
        """Activate it; where that leads to another page, look at that page."""
        before = self.page.url
        if wanted.evaluate(LEADS_ON):
            with self.page.expect_navigation(wait_until="load"):
                self.hand.press(wanted)
        else:
            self.hand.press(wanted)
        self.look(before)

    def look(self, where: str = "") -> None:
        """The checks of every page: no violation, no sideways scroll, no complaint."""
        self.page.wait_for_load_state("load")
        width = self.hand.window["viewport"]["width"]
        if self.script:
            assert checks.sideways(self.page) == [], (self.page.url, width)
            key = (self.page.url.partition("?")[0], width)
            if key not in EXAMINED:
                EXAMINED.add(key)
                assert checks.axe_violations(self.page) == [], (self.page.url, width)
        assert self.complaints == [], (where, self.page.url)

    def sign_in(self, username: str) -> None:
        """By password."""
        self.open("/account/login/")
        self.hand.write(self.page.get_by_label("用户名"), username)
        self.hand.write(self.page.get_by_label("密码"), PASSWORD)
        self.press("button", "登录", exact=True)
        assert "/account/login/" not in self.page.url, self.page.inner_text("main")

    def text(self) -> str:
        """What the page says, with plain spaces."""
        return str(self.page.inner_text("main")).replace("\xa0", " ")

    def close(self) -> None:
        self.context.close()

"""一次用投票卡的表决的每一步: scrutineers and the ticket office at their own machines, deputies in the booth, the desk.

Tools run as anybody runs them: as processes of their own, which know of the site only what it serves.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser.case_steps import DESK, done, fill, key_of, tick
from tests.browser.people import Visitor
from tests.browser.serving import Site

TOOL = (sys.executable, "-m", "secret_ballot.cli")
TOOL_SECONDS = 180
SEED = re.compile(r"[1-9A-HJ-NP-Za-km-z]{5}(?:-[1-9A-HJ-NP-Za-km-z]{5,6}){3}")
MEASURE = "本次会议表决办法第五条"


def tool(*arguments: object) -> str:
    """One command of `jiannuo-ballot`; what it printed."""
    done = subprocess.run(
        [*TOOL, *map(str, arguments)],
        capture_output=True, text=True, timeout=TOOL_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass
class Scrutineer:
    """监票人, with a folder on a machine of one's own and the code that the office gave."""

    name: str
    folder: Path
    site: Site
    code: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def prepare(self) -> None:
        """A seed, written down and entered again."""
        said = tool("trustee", "new", "--folder", self.folder)
        found = SEED.search(said)
        assert found, said
        tool("trustee", "backup", "--folder", self.folder, "--code", found[0])

    def begin(self, step: str, *more: object) -> None:
        """Begin a step that waits for the others or for the vote."""
        arguments = ("--folder", self.folder, "--server", self.site.address, "--code", self.code)
        self.processes.append(
            subprocess.Popen(
                [*TOOL, "trustee", step, *map(str, (*arguments, "--every", "0.5", *more))],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
        )  # fmt: skip

    def end(self) -> str:
        """Wait for the step; what it said."""
        process = self.processes.pop()
        said, _error = process.communicate(timeout=TOOL_SECONDS)
        assert process.returncode == 0, said
        return said


@contextmanager
def at_their_machines(people: Sequence[Scrutineer]) -> Iterator[None]:
    """Whatever happens, no tool is left running."""
    try:
        yield
    finally:
        for process in (each for one in people for each in one.processes):
            process.kill()
            process.wait()


# The day before, and the meeting's word


def make_keys(clerk: Visitor, title: str, names: Sequence[str]) -> str:
    """Nominated: the office names them. Returns the key of the set."""
    clerk.open(f"{DESK}voting/keys/new/")
    fill(clerk, title=title, names="\n".join(names))
    clerk.press("button", "建立监票密钥")
    done(clerk, "已建立")
    return key_of(clerk, "keys")


def give_codes(clerk: Visitor, keys: str, people: Sequence[Scrutineer]) -> None:
    """Each gets a slip with a code; it is shown once."""
    clerk.open(f"{DESK}voting/keys/{keys}/codes/")
    clerk.press("button", "发仪式码并打印")
    for one in people:
        slip = clerk.page.locator(".login-card", has_text=one.name)
        one.code = slip.locator(".login-card__code").inner_text().strip()


def activate(clerk: Visitor, keys: str, people: Sequence[Scrutineer], fingerprint: str) -> None:
    """Elected by the meeting; the fingerprint read aloud is the one that their tools have shown."""
    clerk.open(f"{DESK}voting/keys/{keys}/")
    plain = re.sub(r"\s", "", clerk.text())
    assert fingerprint in plain, (fingerprint, clerk.text())
    clerk.open(f"{DESK}voting/keys/{keys}/activate/")
    fill(clerk, elected_by="第六十次会议举手表决，全体通过")
    for number in range(1, len(people) + 1):
        tick(clerk, "present", str(number))
    tick(clerk, "compared")
    clerk.press("button", "启用监票密钥")
    done(clerk, "已启用")


# The ballot and its cards


def put_to_vote(clerk: Visitor, meeting: str, item: str, scrutineers: Sequence[str]) -> str:
    """By card, under the measure; the scrutineers of the meeting. Returns the key of the vote."""
    clerk.open(f"{DESK}meetings/{meeting}/items/{item}/vote/")
    tick(clerk, "method", "cards")
    fill(clerk, measure=MEASURE)
    clerk.press("button", "付表决", exact=True)
    done(clerk, "名册按现在的到会情况冻结")
    vote = key_of(clerk, "voting")
    clerk.press("link", "确定监票人")
    fill(clerk, names="、".join(scrutineers))
    clerk.press("button", "确定监票人")
    done(clerk, "监票人已确定")
    return vote


def freeze(clerk: Visitor, vote: str) -> None:
    """Questions, keys and booth page are fixed with one check value."""
    clerk.open(f"{DESK}voting/{vote}/freeze/")
    clerk.press("button", "冻结电子票")
    done(clerk, "电子票已冻结")


def elections(site: Site) -> list[dict[str, Any]]:
    """What the booth's host offers."""
    port = site.address.rpartition(":")[2]
    request = urllib.request.Request(f"{site.address}/elections")
    request.add_header("Host", f"booth.localhost:{port}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: list[dict[str, Any]] = json.load(answer)["elections"]
    return found


@dataclass
class TicketOffice:
    """票证组: codes made, printed, drawn; what was not handed out is scanned from the pile."""

    folder: Path
    printed: int
    handed_out: int

    @property
    def codes(self) -> Path:
        return self.folder / "codes.txt"

    def make(self, booth: str, bundle: str) -> None:
        """Codes, and a page of cards to print by USB."""
        tool("cards", "make", "--number", self.printed, "--out", self.codes)
        tool(
            "cards", "print", "--codes", self.codes, "--booth", booth, "--bundle", bundle,
            "--meeting", "第六十次会议", "--out", self.folder / "cards.html",
        )  # fmt: skip

    def drawn(self) -> list[str]:
        """The cards that deputies drew; the others lie in the pile."""
        codes = self.codes.read_text().split()
        left = codes[self.handed_out :]
        (self.folder / "left.txt").write_text("".join(f"{code}\n" for code in left))
        return codes[: self.handed_out]

    def list_for(self, uuid: str) -> Path:
        """The public list of an election, less the pile that is left over."""
        out = self.folder / f"{uuid}.json"
        left = ("--left-over", self.folder / "left.txt", "--handed-out", self.handed_out)
        tool("cards", "list", "--codes", self.codes, *left, "--uuid", uuid, "--out", out)
        return out

    def wipe(self) -> None:
        tool("cards", "wipe", self.codes, self.folder / "cards.html", self.folder / "left.txt")


def fix_cards(clerk: Visitor, vote: str, which: str, path: Path, office: TicketOffice) -> None:
    """The office takes the ticket office's list, and the numbers that must add up with it."""
    clerk.open(f"{DESK}voting/{vote}/cards/list/")
    if clerk.page.locator("main input[name=which]").count():
        tick(clerk, "which", which)
    clerk.page.locator("main [name=credentials]").set_input_files(path)
    left = office.printed - office.handed_out
    fill(
        clerk, printed=str(office.printed), left_over=str(left), spoiled="0",
        handed_out=str(office.handed_out),
    )  # fmt: skip
    clerk.press("button", "确定名单")
    done(clerk, "投票卡名单已确定")


def act_on_vote(clerk: Visitor, vote: str, act: str, words: str) -> None:
    """One act of the course, from the page of the vote."""
    clerk.open(f"{DESK}voting/{vote}/")
    clerk.press("link", act)
    clerk.press("button", act)
    done(clerk, words)


# In the booth


def vote_in_booth(browser: Any, site: Site, code: str, answer: str) -> str:
    """A deputy at a telephone of 320 px types the code, chooses, reviews, casts. Returns the receipt."""
    port = site.address.rpartition(":")[2]
    context = browser.new_context(viewport={"width": 320, "height": 568}, locale="zh-CN")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"http://booth.localhost:{port}/")
    first = page.get_by_label("第 1 组")
    first.wait_for()
    first.focus()
    page.keyboard.insert_text(code)
    page.keyboard.press("Enter")
    page.get_by_role("radio", name=answer).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("核对选票", "加密选票", "送出选票"):
        page.get_by_role("button", name=name).click()
    page.get_by_text("已收到").first.wait_for()
    page.get_by_text("签名已在本机验过").wait_for()
    page.get_by_text("回执全文").click()
    found = re.search(r"JN1\.[\w.-]+", page.inner_text("body"))
    assert found
    context.close()
    return found[0]


def wait_for(visitor: Visitor, path: str, words: str, seconds: float = 120) -> None:
    """Workers do the rest; until then the page says what it said before."""
    until = time.monotonic() + seconds
    visitor.open(path)
    while words not in visitor.text() and time.monotonic() < until:
        time.sleep(1)
        visitor.open(path)
    assert words in visitor.text(), visitor.text()

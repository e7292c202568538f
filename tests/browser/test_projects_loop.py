"""民生实事的全程: from a citizen's telephone to the rating, by seven people on the pages.

The first journey ends where the county files what the congress chose, the second where its public page shows
how the promise was kept. Weeks of waiting and what others do meanwhile are prepared by acts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from oversight.files.tests.builders import picture
from tests.browser import loop_steps
from tests.browser import project_steps as steps
from tests.browser.hands import Mouse, Touch
from tests.browser.prepare_projects import DEPUTIES, WORK
from tests.browser.project_steps import WISH
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser

CHIEF, SECOND = DEPUTIES[-2:]
PRESENT = len(DEPUTIES)


class Phone(Touch):
    """手机，390 宽。"""

    window = {**Touch.window, "viewport": {"width": 390, "height": 844}}


@dataclass
class Town:
    """一个镇的人, each at a window of their own, signed in when first needed."""

    code: str
    site: Any
    visitor: Any
    windows: dict[str, Any] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def prepare(self, what: str) -> None:
        lines = run_python(self.site.home, "tests.browser.prepare_projects", what, self.code)
        self.known.update(line.split(maxsplit=1) for line in lines.splitlines())

    def __getitem__(self, who: str) -> Any:
        if who not in self.windows:
            self.windows[who] = self.visitor(Phone if who in ("citizen", "deputy") else Mouse)
            self.sign_in(who, self.windows[who])
        return self.windows[who]

    def sign_in(self, who: str, window: Any) -> None:
        """Nobody needs an account to propose; a deputy has a printed code."""
        window.desk = f"/w/{self.code}-county/" if who == "county" else f"/w/{self.code}/"
        if who == "deputy":
            window.open(f"/d/{self.known['deputy']}")
            window.press("button", "在这台设备上登录")
        elif who != "citizen":
            window.sign_in(f"{self.code}-{who}")


@pytest.fixture
def town(site, visitor):
    def make(code: str, what: str) -> Town:
        made = Town(code, site, visitor)
        made.prepare(what)
        return made

    return make


@pytest.fixture
def photo(tmp_path):
    made = tmp_path / "现场.jpg"
    made.write_bytes(picture("JPEG"))
    return made


@pytest.mark.long
def test_a_citizens_wish_is_chosen_by_the_congress_and_filed(town, photo):
    people = town("xishan", "town")
    year, clerk = people.known["year"], people["clerk"]
    steps.open_year(clerk, year)
    steps.publish(people["chair"], "征集")
    number, code = steps.propose(people["citizen"], people.code, photo)
    steps.look_up(people["citizen"], people.code, code)
    assert number in people["citizen"].page.inner_text("body")
    project = steps.make_project(clerk, year, "人民政府")
    steps.screen(clerk, year, project)
    people.prepare("passed")
    steps.end_collecting(clerk, year)
    argue(people, year, project, photo)
    people.prepare("argued")
    steps.mark(clerk, year, project, "5")
    steps.list_candidates(clerk, year)
    steps.freeze(people["chair"], year)
    vote(people, year)
    steps.announce_result(clerk, people["chair"], year)
    steps.submit_filing(clerk, year, photo)
    steps.receive_filing(people["county"])
    the_public_reads_it(people["citizen"], people.code, code)


def argue(people, year, project, photo):
    """By a task group whose deputy went to see with the telephone."""
    steps.begin_arguing(people["clerk"], year, DEPUTIES[1])
    steps.visit(people["deputy"], year, project, photo)
    steps.check(people["clerk"], year)
    steps.finish(people["deputy"], year, project)


def vote(people, year):
    """The measure by raised hands, the projects by secret ballot."""
    clerk = people["clerk"]
    steps.table_list(clerk, year)
    steps.table_measure(clerk, year)
    measure = steps.put_item_to_vote(clerk, "hands")
    loop_steps.hold(clerk, people["chair"], measure)
    cells = {"hands.0.yes": PRESENT - 1, "hands.0.no": 0, "hands.0.abstain": 1}
    count(people, measure, cells, "通过")
    steps.until(clerk, f"{clerk.desk}projects/{year}/ballot/", "付票决")
    ballot = steps.put_list_to_vote(clerk, year, CHIEF, SECOND)
    loop_steps.hold(clerk, people["chair"], ballot, PRESENT)
    cells = {"paper.valid": PRESENT, "paper.invalid": 0}
    for row, yes in enumerate((6, 2, 0)):
        cells |= {f"paper.{row}.yes": yes, f"paper.{row}.silent": PRESENT - yes}
    count(people, ballot, cells, WISH, CHIEF, SECOND)


def count(people, vote, cells, words, *scrutineers):
    """Entered twice, locked, signed by everybody, announced by the chair."""
    clerk, reviewer = people["clerk"], people["reviewer"]
    loop_steps.enter(clerk, vote, cells)
    loop_steps.enter(reviewer, vote, cells)
    loop_steps.lock(clerk, vote)
    loop_steps.sign_by_telephone(clerk, people["citizen"], vote, *scrutineers)
    loop_steps.sign(clerk, vote)
    loop_steps.sign(reviewer, vote)
    loop_steps.announce(people["chair"], vote, words)


def the_public_reads_it(citizen, town, code):
    """The result on the public page, and by the receipt what became of the wish."""
    citizen.open(f"/p/{town}/projects/")
    assert WISH in citizen.text()
    steps.look_up(citizen, town, code)
    assert "归入的项目" in citizen.text() and WISH in citizen.text()


def test_a_promise_is_built_verified_and_rated(town, photo):
    people = town("dongshan", "chosen")
    year, work = people.known["year"], people.known["work"]
    clerk = people["clerk"]
    steps.plan(people["liaison"], work, year)
    steps.report_work(people["liaison"], work, photo)
    steps.verify_work(people["reviewer"], work)
    steps.report_year(people["liaison"], year)
    vote = steps.put_rating_to_vote(clerk, year, f"{CHIEF}、{SECOND}")
    loop_steps.hold(clerk, people["chair"], vote, PRESENT)
    grades = {"satisfied": 6, "basically_satisfied": 1, "dissatisfied": 1}
    cells = {f"paper.0.{grade}": number for grade, number in grades.items()}
    cells |= {"paper.valid": PRESENT, "paper.invalid": 0}
    count(people, vote, cells, "满意", CHIEF, SECOND)
    steps.publish_rating(clerk, people["chair"], year)
    citizen = people["citizen"]
    citizen.open(f"/p/{people.code}/projects/")
    citizen.press("link", "满意度测评结果")
    assert WORK in citizen.text() and "满意" in citizen.text()
    citizen.open(f"/p/{people.code}/projects/")
    citizen.press("link", WORK)
    assert "核实办成" in citizen.page.inner_text("h1")

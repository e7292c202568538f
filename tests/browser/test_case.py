"""案件: from a frozen month to the acknowledged notice and a promise kept, by the people whose business it is."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from tests.browser import case_steps as steps
from tests.browser.case_steps import DESK, NUMBER, UNIT
from tests.browser.hands import Mouse, by_hands
from tests.browser.jobs import freeze
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser

REACTION_SECONDS = 30
LAST_MONTH = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"
ELSEWHERE = {
    "touch": ("annual_plan", {"year": "2026", "item": "第8项", "text": "听取住房保障情况的报告"}),
    "keyboard": ("petition", {"number": "信-77", "people": "41", "text": "房屋漏水久修不好。"}),
}


@pytest.fixture
def people(visitor, hand):
    return steps.People(visitor, hand)


@by_hands(Mouse)
def test_from_a_frozen_month_to_a_promise_kept(people, hand, site, tmp_path):
    clerk = people["clerk"]
    if LAST_MONTH in run_python(site.home, "tests.browser.prepare", "unfrozen").split():
        freeze(clerk, LAST_MONTH)
    steps.leave_out(clerk, LAST_MONTH)
    case = opened(clerk, hand)
    judged(people, case)
    steps.record_decision(clerk, case)
    steps.confirm_decision(people["chair"], case)
    paper = issued(people, case, tmp_path)
    steps.acknowledge(people["liaison"], paper)
    the_case_goes_on(people, case)
    a_promise_is_kept(people, case, tmp_path)
    others_read_what_they_may(people, case, paper)


def opened(clerk, hand):
    """By mouse from the finding; otherwise from where else a case may come."""
    if hand.name not in ELSEWHERE:
        return steps.open_finding(clerk, LAST_MONTH)
    origin, facts = ELSEWHERE[hand.name]
    return steps.open_from(clerk, origin, subject=f"住房问题（{hand.name}）", **facts)


def judged(people, case):
    """Two opinions, each signed; who wrote the general office's does not sign it."""
    steps.write_opinion(people["clerk"], case)
    steps.write_opinion(people["office"], case)
    steps.sign_opinion(people["reviewer"], case)
    steps.sign_opinion(people["office"], case)


def issued(people, case, folder):
    """Checked, cosigned, signed, sealed, issued – by four people."""
    clerk = people["clerk"]
    paper = steps.draft_notice(clerk, case)
    steps.check(people["reviewer"], paper)
    steps.act_on_paper(people["office"], paper, "会签", "已会签")
    steps.act_on_paper(people["chair"], paper, "签发", "文号已编")
    assert NUMBER.search(people["chair"].text())
    steps.seal(clerk, paper, folder / "scan.pdf")
    steps.act_on_paper(clerk, paper, "印发", "已印发")
    return paper


def the_case_goes_on(people, case):
    """The worker tells the case of the receipt: 通知 is done, 报告 is next, with the days before the meeting."""
    clerk = people["clerk"]
    until = time.monotonic() + REACTION_SECONDS
    clerk.open(f"{DESK}cases/{case}/")
    while "报告，正在进行" not in steps_shown(clerk) and time.monotonic() < until:
        time.sleep(1)
        clerk.open(f"{DESK}cases/{case}/")
    assert "通知，已完成" in steps_shown(clerk) and "报告，正在进行" in steps_shown(clerk)
    days = clerk.page.locator("ol.days").inner_text()
    assert [note in days for note in ("会前20日", "会前10日", "会前7日")] == [True] * 3, days
    head = people["head"]
    head.open(f"{DESK}cases/{case}/")
    assert UNIT in head.text() and "报告，正在进行" in steps_shown(head)


def steps_shown(visitor):
    """The chain as it is read out."""
    return visitor.page.locator("ol.chain").first.text_content()


def a_promise_is_kept(people, case, folder):
    """Assigned, accepted, reported, signed by the head, verified by another."""
    item = steps.assign(people["clerk"], case, "漏水房屋维修")
    steps.report_done(people["liaison"], item)
    steps.sign_report(people["head"], item, folder / "signed.pdf")
    steps.verify(people["reviewer"], item)


def others_read_what_they_may(people, case, paper):
    """A member and the auditor read the case; only the auditor the paper; neither finds anything to do."""
    for username, papers in (("member", 403), ("auditor", 200)):
        reader = people[username]
        reader.open(f"{DESK}cases/{case}/")
        assert "报告，正在进行" in steps_shown(reader)
        assert reader.page.locator("main section.next a.btn").count() == 0
        reader.open(f"{DESK}papers/{paper}/", status=papers)
        reader.open(f"{DESK}cases/{case}/notice/", status=403)


@pytest.fixture
def older(site):
    """A case, its notice and a promise of the demonstration, all of the unit."""
    lines = run_python(site.home, "tests.browser.prepare", "examples").splitlines()
    return dict(line.split() for line in lines)


def test_without_an_account_nothing_of_a_case_opens(visitor, older):
    citizen = visitor()
    for path in paths_of(older):
        citizen.open(path)
        assert "/account/login/" in citizen.page.url, path


def paths_of(older):
    """The pages of the case, its papers and what the unit owes."""
    case, paper, item = older["case"], older["paper"], older["followup"]
    return [
        f"{DESK}cases/",
        f"{DESK}cases/{case}/",
        f"{DESK}cases/{case}/judgment/",
        f"{DESK}cases/{case}/comparison/",
        f"{DESK}cases/{case}/reports/",
        f"{DESK}cases/{case}/hearings/",
        f"{DESK}cases/{case}/outcome/",
        f"{DESK}cases/{case}/followups/",
        f"{DESK}cases/{case}/print/",
        f"{DESK}papers/",
        f"{DESK}papers/{paper}/",
        f"{DESK}followups/",
        f"{DESK}followups/{item}/",
    ]


def test_the_office_reads_without_script(visitor, older):
    clerk = visitor(script=False)
    clerk.sign_in("clerk")
    for path in paths_of(older):
        clerk.open(path)
        assert clerk.page.get_by_role("heading", level=1).count() == 1, path
        assert len(clerk.text()) > 100, path
    clerk.open(f"{DESK}cases/{older['case']}/")
    assert "通知，已完成" in steps_shown(clerk) and "再表决，已完成" in steps_shown(clerk)


def test_the_unit_reads_without_script(visitor, older):
    for username in ("liaison", "head"):
        reader = visitor(script=False)
        reader.sign_in(username)
        reader.open(f"{DESK}received/{older['paper']}/")
        assert NUMBER.search(reader.text())
        reader.open(f"{DESK}followups/{older['followup']}/")
        reader.open(f"{DESK}duties/")
        assert "七个小区维修事项排查" in reader.text()

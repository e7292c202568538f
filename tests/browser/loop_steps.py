"""听取的每一步: what each person does at a meeting, at a count and afterwards, on the pages for it.

Every step begins at an address or a button of the desk and ends on the page that says it is done.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator

from tests.browser.case_steps import DESK, done, fill, key_of, tick
from tests.browser.people import Visitor

REACTION_SECONDS = 45
QUESTION = "加装电梯为什么一直排不上？"


def open_case(visitor: Visitor, case: str, page: str = "") -> None:
    """The case, or one of its pages."""
    visitor.open(f"{DESK}cases/{case}/{page}")


def wait_for(visitor: Visitor, case: str, words: str) -> None:
    """The worker takes an announced result over; until then the case says what it said before."""
    until = time.monotonic() + REACTION_SECONDS
    open_case(visitor, case)
    while words not in visitor.text() and time.monotonic() < until:
        time.sleep(1)
        open_case(visitor, case)
    assert words in visitor.text(), visitor.text()


# The unit's report and what the office found


def report(liaison: Visitor, head: Visitor, case: str, text: str) -> None:
    """The liaison officer writes, the head of the unit hands in."""
    open_case(liaison, case)
    liaison.press("link", "起草报告稿")
    fill(liaison, text=text)
    liaison.press("button", "保存报告稿")
    done(liaison, "等单位负责人报送")
    open_case(head, case)
    head.press("link", "报送报告")
    head.press("button", "报送报告")
    done(head, "已报送")


def find(office: Visitor, liaison: Visitor, case: str) -> None:
    """Seen on the spot, sent to the unit, answered by it."""
    open_case(office, case)
    office.press("link", "记录调研发现")
    fill(office, title="七个小区没有排期", text="现场看了七个小区，问了 30 户。")
    office.press("button", "记录发现")
    done(office, "已记录")
    office.press("link", "把发现交单位")
    office.press("button", "交单位回应")
    done(office, "已交单位")
    open_case(liaison, case, "reports/")
    liaison.press("link", "回应", exact=True)
    fill(liaison, text="已逐个小区排出日期。")
    liaison.press("button", "回应", exact=True)
    done(liaison, "已回应")


# On the agenda, at the meeting


def place(clerk: Visitor, case: str) -> str:
    """Put forward for the meeting that the page proposes, then placed. Returns the meeting's key."""
    open_case(clerk, case)
    clerk.press("link", "提请列入议程")
    clerk.press("button", "提请列入议程")
    done(clerk, "议题已提出")
    meeting = key_of(clerk, "meetings")
    act_on_item(clerk, "列入议程", "议题已列入议程")
    return meeting


def act_on_item(clerk: Visitor, act: str, words: str) -> None:
    """One act on the case's item, from the agenda of the meeting."""
    row = clerk.page.locator("main tbody tr", has_text="加装电梯")
    clerk.press_it(row.get_by_role("link", name=act, exact=True))
    clerk.press("button", act, exact=True)
    done(clerk, words)


def sign_in(clerk: Visitor, meeting: str, how_many: int) -> list[str]:
    """The desk opens; with too few there is no session, with enough there is. Returns who came."""
    clerk.open(f"{DESK}meetings/{meeting}/")
    bring_forward(clerk, meeting)
    clerk.press("link", "开始报到")
    clerk.press("button", "开始报到")
    done(clerk, "报到已经开始")
    assert "不能开会" in clerk.text()
    clerk.open(f"{DESK}meetings/{meeting}/desk/")
    members = clerk.page.locator("main tbody tr", has=clerk.page.get_by_text("出席", exact=True))
    members = members.filter(has=clerk.page.locator(".quiet"))
    came = [name.strip() for name in members.locator("legend").all_text_contents()[:how_many]]
    for number in range(how_many):
        clerk.press_it(members.nth(number).get_by_label("到会", exact=True))
    clerk.press("button", "登记到会")
    done(clerk, f"已登记 {how_many} 人")
    return came


def bring_forward(clerk: Visitor, meeting: str) -> None:
    """Sign-in opens the day before, the meeting on its day: the page offers to move it, here to today."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    clerk.open(f"{DESK}meetings/{meeting}/")
    clerk.press("link", "改会议日期")
    fill(clerk, starts_on=today, ends_on=today, reason="提前召开")
    clerk.press("button", "保存会议信息")
    done(clerk, "会议信息已改")


def open_session(clerk: Visitor, meeting: str) -> None:
    """The quorum is reached: the meeting opens on its day, the case's item is taken up."""
    clerk.open(f"{DESK}meetings/{meeting}/")
    clerk.press("link", "开会", exact=True)
    clerk.press("button", "登记开会")
    done(clerk, "会议已经开会")
    clerk.open(f"{DESK}meetings/{meeting}/")
    act_on_item(clerk, "开始审议", "已登记开始审议")


def ask(clerk: Visitor, unit: str) -> None:
    """A question put on the spot and answered; both stand in the record."""
    clerk.press_it(clerk.page.locator("main a[href*='/agenda/'][href$='/questions/']").first)
    page = clerk.page
    asker = page.locator("main [name=asker] option", has_text="出席").first
    clerk.hand.choose(page.locator("main [name=asker]"), asker.get_attribute("value"))
    asked = page.locator("main [name=unit]")
    clerk.hand.choose(asked, asked.locator("option", has_text=unit).get_attribute("value"))
    fill(clerk, text=QUESTION)
    clerk.press("button", "登记并提问")
    done(clerk, "已登记")
    clerk.press("link", "登记答复")
    fill(clerk, text="年内开工二十部，名单下周公布。")
    clerk.press("button", "登记答复")
    done(clerk, "已登记答复")
    assert QUESTION in clerk.text()


# The vote and its count


def put_to_vote(clerk: Visitor, meeting: str, method: str) -> str:
    """The roll is frozen. Returns the key of the vote."""
    clerk.open(f"{DESK}meetings/{meeting}/")
    row = clerk.page.locator("main tbody tr", has_text="加装电梯")
    clerk.press_it(row.get_by_role("link", name="付表决", exact=True))
    tick(clerk, "method", method)
    clerk.press("button", "付表决", exact=True)
    done(clerk, "名册按现在的到会情况冻结")
    return key_of(clerk, "voting")


def name_scrutineers(clerk: Visitor, names: str) -> None:
    """Two members who came watch over the count, the first as the chief."""
    clerk.press("link", "确定监票人")
    fill(clerk, names=names)
    clerk.press("button", "确定监票人")
    done(clerk, "监票人已确定")


def hold(clerk: Visitor, chair: Visitor, vote: str, ballots: int = 0) -> None:
    """Opened, closed once and for all, declared valid by the chair."""
    for act, words in (("开始表决", "表决已开始"), ("结束表决", "表决已结束")):
        clerk.open(f"{clerk.desk}voting/{vote}/")
        clerk.press("link", act)
        clerk.press("button", act)
        done(clerk, words)
    chair.open(f"{chair.desk}voting/{vote}/")
    chair.press("link", "宣布是否有效")
    if ballots:
        fill(chair, issued=str(ballots), returned=str(ballots))
        chair.press("button", "宣布并登记")
    else:
        chair.press("button", "宣布表决有效")
    done(chair, "已登记主持人的宣布")


def enter(teller: Visitor, vote: str, cells: Mapping[str, int]) -> None:
    """All cells, unseen by the other; what is not said is nought."""
    teller.open(f"{teller.desk}voting/{vote}/")
    teller.press("link", "录入计票")
    for field in teller.page.locator('main input[name*="."]').all():
        teller.hand.write(field, str(cells.get(str(field.get_attribute("name")), 0)))
    teller.press("button", "录入完毕")


def correct(teller: Visitor, vote: str, value: int, witness: str) -> None:
    """The cell in which both differ is corrected after a look at the ballots; until then nothing locks."""
    teller.open(f"{teller.desk}voting/{vote}/count/")
    assert "还不能锁定" in teller.text()
    assert teller.page.get_by_role("button", name="锁定并送监票人签字").is_disabled()
    teller.press_it(teller.page.locator(".count__differs a").last)
    fill(teller, value=str(value))
    witnesses = teller.page.locator("main [name=witness]")
    teller.hand.choose(witnesses, witness)
    teller.press("button", "登记改动")
    done(teller, "改动已登记")
    assert "可以锁定" in teller.text() and witness in teller.text()


def lock(teller: Visitor, vote: str) -> None:
    """The sheet is never edited again."""
    teller.open(f"{teller.desk}voting/{vote}/count/")
    teller.press("button", "锁定并送监票人签字")
    done(teller, "计票报告单已锁定")


def draw(teller: Visitor, surface: Locator) -> None:
    """Two strokes across the surface, as a pen makes them."""
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    assert box is not None
    for start, end in (((0.1, 0.3), (0.8, 0.3)), ((0.4, 0.1), (0.45, 0.9))):
        teller.page.mouse.move(
            box["x"] + start[0] * box["width"], box["y"] + start[1] * box["height"]
        )
        teller.page.mouse.down()
        teller.page.mouse.move(
            box["x"] + end[0] * box["width"], box["y"] + end[1] * box["height"], steps=8
        )
        teller.page.mouse.up()


def sign(teller: Visitor, vote: str) -> None:
    """By the own account."""
    teller.open(f"{teller.desk}voting/{vote}/count/sign/")
    teller.press("button", "签字", exact=True)
    reached = teller.page.url.partition("#")[0]
    assert reached.endswith(f"/voting/{vote}/count/"), teller.text()


def sign_by_telephone(clerk: Visitor, telephone: Visitor, vote: str, *names: str) -> None:
    """The scrutineers without an account draw theirs where they used the code that the office gave out."""
    for name in names:
        clerk.open(f"{clerk.desk}voting/{vote}/signing-codes/")
        clerk.press("button", f"给{name}发签字码")
        telephone.open(f"/p/{clerk.desk.split('/')[2]}/sign/")
        fill(telephone, code=clerk.page.locator(".sign__typed").inner_text())
        telephone.press("button", "启用签字码")
        done(telephone, "这部手机已启用")
        assert name in telephone.text()
        draw(telephone, telephone.page.locator("[data-sign-surface]"))
        telephone.press("button", "签字", exact=True)
        done(telephone, "已签字")


def announce(chair: Visitor, vote: str, words: str) -> None:
    """The chair reads out what the page says and announces; from now on everybody sees it."""
    chair.open(f"{chair.desk}voting/{vote}/")
    chair.press("link", "宣布结果")
    assert words in chair.text(), chair.text()
    chair.press("button", "宣布结果")
    done(chair, "结果已宣布")
    assert words in chair.text()


# After the vote


def draft_opinions(clerk: Visitor, case: str) -> str:
    """One opinion a line. Returns the paper's key."""
    open_case(clerk, case)
    clerk.press("link", "起草审议意见")
    fill(clerk, items="加快排期，公布名单。\n每月公布进度。")
    clerk.press("button", "起草审议意见")
    done(clerk, "审议意见已起草")
    return key_of(clerk, "papers")

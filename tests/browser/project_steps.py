"""民生实事的每一步: from a citizen's telephone to the rating, on the pages for it.

Every step begins at an address or a button of the desk and ends on the page that says it is done.
"""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.browser.case_steps import done, fill, key_of, tick
from tests.browser.loop_steps import REACTION_SECONDS
from tests.browser.people import Visitor

WISH = "给背街小巷装路灯"
REQUIREMENT = "在三条背街小巷安装路灯 60 盏。"
PRINCIPLES = ("needed", "affordable", "small_and_broad", "done_this_year")
CHECKS = ("money", "land", "environment", "safety", "legality")
DAYS = 30


def today() -> date:
    """Where the town is."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def of_year(visitor: Visitor, year: str, page: str = "") -> None:
    """A page of the year at the desk."""
    visitor.open(f"{visitor.desk}projects/{year}/{page}")


def act(visitor: Visitor, link: str, button: str, words: str, **values: str) -> None:
    """From the page to the form of an act, what it asks for, its button, what is said afterwards."""
    visitor.press("link", link, exact=True)
    fill(visitor, **values)
    visitor.press("button", button, exact=True)
    done(visitor, words)


def option(visitor: Visitor, name: str, text: str) -> None:
    """Choose by the words of an option."""
    field = visitor.page.locator(f"main select[name={name}]")
    visitor.hand.choose(field, field.locator("option", has_text=text).first.get_attribute("value"))


def until(visitor: Visitor, path: str, words: str) -> None:
    """The worker takes an announced result over; until then the page says what it said before."""
    end = time.monotonic() + REACTION_SECONDS
    visitor.open(path)
    while words not in visitor.text() and time.monotonic() < end:
        time.sleep(0.5)
        visitor.open(path)
    assert words in visitor.text(), visitor.text()


# Collecting


def open_year(clerk: Visitor, year: str) -> None:
    """A year of which one project is chosen; collecting begins today, its notice waits for another person."""
    clerk.open(f"{clerk.desk}projects/")
    act(clerk, "设立项目年", "设立", "已设立", year=year, to_choose="1", frame_wan="200")
    first = today()
    clerk.press("link", "发布征集公告", exact=True)
    clerk.hand.write_day(clerk.page.locator("main [name=first]"), first)
    clerk.hand.write_day(clerk.page.locator("main [name=last]"), first + timedelta(days=DAYS))
    clerk.press("button", "发布公告、开始征集")
    done(clerk, "征集已经开始")


def publish(chair: Visitor, words: str) -> None:
    """What another person put forward is looked at and published."""
    chair.open(f"{chair.desk}publications/")
    row = chair.page.locator("main li, main tr").filter(has_text=words).first
    chair.press_it(row.get_by_role("link").first)
    chair.press("button", "审核通过并公开")


def propose(citizen: Visitor, town: str, photo: Path) -> tuple[str, str]:
    """Three steps on the telephone, with a photo. Returns the number and the code of the receipt."""
    citizen.open(f"/p/{town}/projects/")
    citizen.press("link", "我要提建议")
    fill(citizen, title=WISH, text="夜里看不清路，老人摔过跤。", where="西街后巷")
    time.sleep(6)  # nobody writes this in five seconds; what comes quicker waits for a look
    citizen.press("button", "下一步")
    citizen.hand.attach(citizen.page.locator("main [name=photos]"), photo)
    citizen.press("button", "提交建议")
    assert "回执码" in citizen.text()
    code = citizen.page.locator(".receipt__code").inner_text()
    return citizen.page.locator(".page-head__lead").inner_text(), code


def look_up(citizen: Visitor, town: str, code: str) -> None:
    """By the code alone."""
    citizen.open(f"/p/{town}/projects/")
    citizen.press("link", "凭回执码查看")
    fill(citizen, code=code)
    citizen.press("button", "查看", exact=True)


# From the proposal to the candidate list


def make_project(clerk: Visitor, year: str, unit: str) -> str:
    """Of the proposal, by the button on its page. Returns the project's key."""
    of_year(clerk, year, "proposals/")
    clerk.press("link", WISH)
    clerk.press("link", "形成项目")
    fill(clerk, title=WISH, requirement=REQUIREMENT, cost_wan="40", money_sources="镇财政 40")
    option(clerk, "category", "公共安全")
    option(clerk, "unit", unit)
    clerk.hand.write_day(clerk.page.locator("main [name=due]"), date(int(year), 12, 20))
    clerk.press("button", "形成项目", exact=True)
    done(clerk, "已形成项目")
    return key_of(clerk, "items")


def screen(clerk: Visitor, year: str, project: str) -> None:
    """Each of the four principles, with why."""
    of_year(clerk, year, f"items/{project}/")
    clerk.press("link", "初选核对")
    for each in PRINCIPLES:
        tick(clerk, f"{each}_met", "yes")
        fill(clerk, **{f"{each}_why": "三个村的群众都提过。"})
    clerk.press("button", "记下结论")
    done(clerk, "已记下初选结论")


def end_collecting(clerk: Visitor, year: str) -> None:
    """Collecting is ended, then the preliminary list is fixed."""
    of_year(clerk, year)
    clerk.press("link", "结束征集")
    clerk.press("button", "结束征集")
    done(clerk, "征集已经结束")
    of_year(clerk, year, "preliminary/")
    clerk.press("link", "确定初选清单")
    clerk.press("button", "确定初选清单")
    done(clerk, "初选清单已确定")


def begin_arguing(clerk: Visitor, year: str, deputy: str) -> None:
    """A task group led by the deputy gets all projects."""
    of_year(clerk, year, "groups/")
    clerk.press("link", "成立专班")
    fill(clerk, name="路灯专班")
    clerk.hand.write_day(clerk.page.locator("main [name=formed_on]"), today())
    clerk.press("button", "成立专班")
    done(clerk, "已成立")
    clerk.press("link", "增加成员")
    option(clerk, "capacity", "代表")
    option(clerk, "person", deputy)
    tick(clerk, "leads")
    clerk.press("button", "增加成员")
    done(clerk, "已增加")
    of_year(clerk, year, "groups/")
    clerk.press("link", "开始论证")
    option(clerk, "group", "路灯专班")
    tick_all(clerk, "projects")
    clerk.press("button", "开始论证")
    done(clerk, "已开始论证")


def tick_all(visitor: Visitor, name: str) -> None:
    """Every box of the field that is not ticked yet."""
    for box in visitor.page.locator(f"main input[name={name}]").all():
        if not box.is_checked():
            visitor.press_it(box)


def visit(deputy: Visitor, year: str, project: str, photo: Path) -> None:
    """On the spot, with the telephone: who was there, what they saw, a photo."""
    of_year(deputy, year, f"items/{project}/")
    deputy.press("link", "登记踏看")
    fill(deputy, people="柏青山、村民代表", found="后巷 400 米没有灯，电杆可以利用。")
    deputy.hand.attach(deputy.page.locator("main [name=photos]"), photo)
    deputy.press("button", "保存踏看")
    done(deputy, "已登记")


def check(clerk: Visitor, year: str) -> None:
    """The five checks of all projects on one page."""
    of_year(clerk, year, "arguments/checks/")
    tick_all(clerk, "projects")
    for kind in CHECKS:
        clerk.hand.choose(clerk.page.locator(f"main [name={kind}_result]"), "met")
    clerk.press("button", "登记核查")
    done(clerk, "已登记")


def finish(visitor: Visitor, year: str, project: str) -> None:
    """The conclusion."""
    of_year(visitor, year, f"items/{project}/")
    visitor.press("link", "完成论证")
    tick(visitor, "conclusion", "feasible")
    fill(visitor, text="资金、用地落实，当年可以完成。")
    visitor.press("button", "完成论证")
    done(visitor, "已记下论证结论")


def mark(clerk: Visitor, year: str, project: str, urgency: str) -> None:
    """Three marks with reasons."""
    of_year(clerk, year, f"items/{project}/")
    clerk.press("link", "打分", exact=True)
    for name, value in (("urgency", urgency), ("readiness", "4"), ("merit", "4")):
        clerk.hand.choose(clerk.page.locator(f"main [name={name}_mark]"), value)
        fill(clerk, **{name: "群众多次反映，设计已完成。"})
    clerk.press("button", "保存打分")
    done(clerk, "已打分")


def list_candidates(clerk: Visitor, year: str) -> None:
    """Drafted, studied by the presidium, determined item by item by the party meeting."""
    of_year(clerk, year, "candidates/")
    act(clerk, "起草候选项目表", "起草候选项目表", "已按打分排出次序")
    clerk.press("link", "登记主席团研究")
    option(clerk, "body", "主席团")
    fill(clerk, term_no="18", meeting_no="2", text="同意提请党委（扩大）会议审定。")
    clerk.hand.write_day(clerk.page.locator("main [name=on]"), today())
    clerk.press("button", "登记主席团研究")
    done(clerk, "已登记")
    clerk.press("link", "登记党委审定")
    fill(clerk, party_meeting="镇党委（扩大）会议", minutes_number="西党纪〔2026〕9号")
    clerk.hand.write_day(clerk.page.locator("main [name=on]"), today())
    for field in clerk.page.locator("main select[name^=decision_]").all():
        clerk.hand.choose(field, "approve")
    clerk.press("button", "记下审定结果")
    done(clerk, "已登记审定结果")


def freeze(chair: Visitor, year: str) -> None:
    """The chair confirms; from now on the list stands."""
    of_year(chair, year, "candidates/")
    chair.press("link", "确定候选项目表")
    chair.press("button", "确认审定结果，确定候选项目表")
    done(chair, "候选项目表已确定")


# In the congress


LATE = "临时召开的会议，候选项目表当天发给代表。"


def table_list(clerk: Visitor, year: str) -> None:
    """The measure drafted, list and measure put forward, taken up at the session."""
    of_year(clerk, year, "ballot/")
    act(clerk, "起草票决办法", "起草票决办法", "票决办法已起草")
    act(clerk, "候选项目提请大会", "提请大会", "议题已提出", late_reason=LATE)
    take_up(clerk)
    of_year(clerk, year, "ballot/")


def table_measure(clerk: Visitor, year: str) -> None:
    clerk.press("link", "票决办法提请大会")
    clerk.press("button", "提请大会")
    done(clerk, "议题已提出")
    take_up(clerk)


def take_up(clerk: Visitor) -> None:
    """On the agenda, under consideration; from the page of the item."""
    for link, words in (("列入议程", "议题已列入议程"), ("开始审议", "已登记开始审议")):
        item = clerk.page.url
        act(clerk, link, link, words)
        clerk.page.goto(item)
        clerk.look()


def put_item_to_vote(clerk: Visitor, method: str) -> str:
    """From the page of the item. Returns the key of the vote."""
    clerk.press("link", "付表决", exact=True)
    tick(clerk, "method", method)
    clerk.press("button", "付表决", exact=True)
    done(clerk, "名册按现在的到会情况冻结")
    return key_of(clerk, "voting")


def put_list_to_vote(clerk: Visitor, year: str, chief: str, second: str) -> str:
    """付票决 with two scrutineers. Returns the key of the vote."""
    of_year(clerk, year, "ballot/")
    clerk.press("link", "付票决", exact=True)
    option(clerk, "chief", chief)
    watch = clerk.page.locator("main label", has_text=second).locator("input[name=scrutineers]")
    clerk.press_it(watch.first)
    clerk.press("button", "付票决", exact=True)
    done(clerk, "名册已经冻结")
    return key_of(clerk, "voting")


# The result made public and filed with the county


def announce_result(clerk: Visitor, chair: Visitor, year: str) -> None:
    """Put forward by the clerk, published by the chair; then it counts as announced."""
    until(clerk, f"{clerk.desk}projects/{year}/ballot/", "拟公开票决结果")
    act(clerk, "拟公开票决结果", "拟公开票决结果", "已提交")
    publish(chair, "票决")
    of_year(clerk, year, "ballot/")
    act(clerk, "登记已公告", "登记已公告", "已登记")


def submit_filing(clerk: Visitor, year: str, scan: Path) -> None:
    """The report goes to the county with announcement and count sheet."""
    of_year(clerk, year, "filing/")
    clerk.press("link", "报送备案")
    fill(clerk, number="西人〔2026〕4号", text="现将票决结果报送备案。")
    for name in ("announcement", "count_sheet"):
        clerk.hand.attach(clerk.page.locator(f"main [name={name}]"), scan)
    clerk.press("button", "报送备案")
    done(clerk, "已报送")


def receive_filing(county: Visitor) -> None:
    """The county finds it on the first page, acknowledges and files it."""
    county.open(county.desk)
    county.press_it(county.page.locator("main a[href*='/received-filings/']").first)
    act(county, "回执", "回执", "已回执")
    act(county, "备案", "备案", "已备案", number="备〔2026〕1号")


# Building


def of_work(visitor: Visitor, work: str) -> None:
    """The page of one project that is being built."""
    visitor.open(f"{visitor.desk}projects/works/{work}/")


def plan(liaison: Visitor, work: str, year: str) -> None:
    """The unit's plan: by the end of December all is done."""
    of_work(liaison, work)
    liaison.press("link", "编制实施计划")
    fill(liaison, leader="副镇长", budget_yuan="60")
    for name, day in (("starts_on", date(int(year), 1, 1)), ("due", date(int(year), 12, 31))):
        liaison.hand.write_day(liaison.page.locator(f"main [name={name}]"), day)
    for name, value in (("percent", "100"), ("money", "60"), ("what", "全部亮灯")):
        liaison.hand.write(liaison.page.locator(f'main [name="{name}_{year}-12"]'), value)
    liaison.press("button", "保存实施计划")
    done(liaison, "实施计划已保存")


def report_work(liaison: Visitor, work: str, photo: Path) -> None:
    """A month's progress, then 自报完成 with evidence."""
    of_work(liaison, work)
    act(liaison, "报进展", "提交进展", "进展已提交", percent="60", text="装灯 36 盏。")
    liaison.press("link", "自报完成")
    fill(liaison, text="60 盏全部亮灯。")
    liaison.hand.attach(liaison.page.locator("main [name=files]"), photo)
    liaison.press("button", "自报完成")
    done(liaison, "等另一人核实")


def verify_work(visitor: Visitor, work: str) -> None:
    """Another person went to see; whoever reported cannot."""
    of_work(visitor, work)
    act(visitor, "核实完成", "核实完成", "已核实完成", text="夜里逐盏看过，60 盏全亮。")


# Rating


def report_year(liaison: Visitor, year: str) -> None:
    """The government's written report."""
    of_year(liaison, year, "rating/")
    act(liaison, "报送完成情况报告", "报送完成情况报告", "已报送", text="选定一项，完成一项。")


def put_rating_to_vote(clerk: Visitor, year: str, scrutineers: str) -> str:
    """On the agenda of the session, taken up, one secret ballot. Returns the key of the vote."""
    of_year(clerk, year, "rating/")
    clerk.press("link", "列入大会议程")
    meeting = clerk.page.locator("main select[name=meeting]")
    clerk.hand.choose(meeting, meeting.locator("option").last.get_attribute("value"))
    clerk.press("button", "列入大会议程")
    done(clerk, "已提请列入议程")
    of_year(clerk, year, "rating/")
    clerk.press("link", "议题", exact=True)
    take_up(clerk)
    of_year(clerk, year, "rating/")
    act(clerk, "付测评", "付测评", "已准备好测评")
    vote = key_of(clerk, "voting")
    clerk.press("link", "确定监票人")
    fill(clerk, names=scrutineers)
    clerk.press("button", "确定监票人")
    done(clerk, "监票人已确定")
    return vote


def publish_rating(clerk: Visitor, chair: Visitor, year: str) -> None:
    """Put forward by the clerk, published by the chair."""
    until(clerk, f"{clerk.desk}projects/{year}/rating/", "拟公开测评结果")
    act(clerk, "拟公开测评结果", "拟公开测评结果", "已拟稿")
    publish(chair, "测评")

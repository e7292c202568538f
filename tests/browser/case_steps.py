"""一个案件的每一步: what each person does on the pages of a case, its notice and what follows from it.

Every step begins at an address or a button of the desk and ends on the page that says it is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.browser.hands import Mouse
from tests.browser.people import Visitor

DESK = "/w/yunchuan/"
UNIT = "市住房和城乡建设局"
OFFICE = "城建环资工委"
LEFT_OUT = "升幅在本单位正常波动之内，下月再看。"
METHOD = "special_work_report"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
NUMBER = re.compile(r"〔\d{4}〕\d+号")


@dataclass
class People:
    """办理的人, each at a window of their own, signed in when first needed."""

    visitor: Callable[..., Visitor]
    hand: type[Mouse] = Mouse
    script: bool = True
    windows: dict[str, Visitor] = field(default_factory=dict)

    def telephone(self) -> Visitor:
        """A telephone on which nobody has signed in."""
        return self.visitor(self.hand, script=self.script)

    def __getitem__(self, username: str) -> Visitor:
        if username not in self.windows:
            self.windows[username] = self.visitor(self.hand, script=self.script)
            self.windows[username].sign_in(username)
        return self.windows[username]


def done(visitor: Visitor, words: str) -> None:
    """The page says so."""
    assert visitor.page.get_by_role("status").get_by_text(words).first.is_visible(), visitor.text()


def fill(visitor: Visitor, **values: str) -> None:
    """Write into fields, by their names."""
    for name, text in values.items():
        visitor.hand.write(visitor.page.locator(f"main [name={name}]"), text)


def tick(visitor: Visitor, name: str, value: str = "") -> None:
    """Tick a box or choose of several."""
    chosen = f"[value='{value}']" if value else ""
    visitor.press_it(visitor.page.locator(f"main input[name={name}]{chosen}"))


def path_of(visitor: Visitor) -> str:
    """The address without the site and what follows the question mark."""
    return visitor.page.url.removeprefix(visitor.site.address).partition("?")[0]


def key_of(visitor: Visitor, kind: str) -> str:
    """The public id in an address such as /cases/ID/."""
    found = re.search(rf"/{kind}/([^/]+)/", visitor.page.url)
    assert found, visitor.page.url
    return found[1]


# From a finding, or from elsewhere, to a case


def open_finding(clerk: Visitor, month: str) -> str:
    """The month's page leads to 处置; the unit gets a case. Returns its key."""
    clerk.open(f"{DESK}hotline/{month}/")
    clerk.press("link", "处置双升单位")
    row = clerk.page.locator("main tbody tr", has_text=UNIT)
    clerk.press_it(row.get_by_role("link", name="处置"))
    assert "环比" in clerk.text() and "同比" in clerk.text()
    tick(clerk, "disposition", "open_case")
    fill(clerk, subject="房屋渗漏和物业服务诉求双升")
    clerk.press("button", "登记处置")
    done(clerk, "处置已登记")
    return key_of(clerk, "cases")


def leave_out(clerk: Visitor, month: str) -> None:
    """Another unit is left out; that needs a reason, which stands in the list for the minutes."""
    clerk.open(f"{DESK}hotline/{month}/findings/")
    rows = clerk.page.locator("main tbody tr", has=clerk.page.get_by_text("待处置"))
    row = rows.filter(has_not_text=UNIT).first
    name = row.get_by_role("rowheader").evaluate("e => e.firstChild.textContent.trim()")
    clerk.press_it(row.get_by_role("link", name="处置"))
    tick(clerk, "disposition", "left_out")
    clerk.press("button", "登记处置")
    assert clerk.page.locator(".errors, .field__error, [aria-invalid=true]").count(), clerk.text()
    fill(clerk, reason=LEFT_OUT)
    clerk.press("button", "登记处置")
    done(clerk, "处置已登记")
    listed = clerk.page.locator("section.card", has_text="列入会议纪要的清单")
    assert name in listed.inner_text() and LEFT_OUT in listed.inner_text()


def open_from(clerk: Visitor, origin: str, **facts: str) -> str:
    """A case that did not come from the hotline; what asks for a day gets today. Returns its key."""
    clerk.open(f"{DESK}cases/new/")
    clerk.press_it(clerk.page.locator(f"main a[href$='/cases/new/{origin}/']"))
    unit = clerk.page.locator("main select[name=unit]")
    value = unit.locator("option", has_text=UNIT).get_attribute("value")
    clerk.hand.choose(unit, value)
    fill(clerk, **facts)
    for asked in clerk.page.locator("main input[type=date]").all():
        clerk.hand.write_day(asked, date.today())
    clerk.press("button", "立案", exact=True)
    done(clerk, "已立案")
    return key_of(clerk, "cases")


# Judgment and decision


def write_opinion(visitor: Visitor, case: str, button: str = "写意见") -> None:
    """One side's opinion; it begins with the comparison and the unit's other matters."""
    visitor.open(f"{DESK}cases/{case}/judgment/")
    visitor.press("link", button)
    tick(visitor, "causes", "real_rise")
    fill(visitor, cause_text="报修积压，维修资金使用程序长。", text="建议听取专项工作报告。")
    tick(visitor, "method", METHOD)
    visitor.press("button", "保存意见")
    done(visitor, "签署以后生效")


def sign_opinion(visitor: Visitor, case: str) -> None:
    """The signature of one side."""
    visitor.open(f"{DESK}cases/{case}/judgment/")
    visitor.press("link", "签署", exact=True)
    visitor.press("button", "签署意见")
    done(visitor, "意见已签署")


def record_decision(clerk: Visitor, case: str) -> None:
    """The chairpersons' meeting decided; heard at a planned meeting that leaves time for a report."""
    clerk.open(f"{DESK}cases/{case}/")
    clerk.press("link", "登记会议决定")
    page = clerk.page
    clerk.hand.choose(page.locator("[name=kind]"), "action")
    fill(clerk, meeting_no="42", present="8")
    clerk.hand.choose(page.locator("[name=method]"), METHOD)
    meetings = page.locator("[name=heard_at] option:not([value=''])")
    early_enough = meetings.filter(has_not_text="赶不上").first
    clerk.hand.choose(page.locator("[name=heard_at]"), early_enough.get_attribute("value"))
    fill(clerk, text="听取和审议专项工作报告。")
    clerk.press("button", "登记决定")
    done(clerk, "等主任确认")


def confirm_decision(chair: Visitor, case: str) -> None:
    """The chair finds the record on the first page and confirms it."""
    chair.open(DESK)
    assert chair.page.locator(f"main a[href*='/cases/{case}/']").count(), chair.text()
    chair.open(f"{DESK}cases/{case}/")
    chair.press("link", "确认决定记录")
    chair.press("button", "确认决定")
    done(chair, "决定已确认")


# The notice, from draft to receipt


def draft_notice(clerk: Visitor, case: str) -> str:
    """Drafted from the case and sent to be checked. Returns the paper's key."""
    clerk.open(f"{DESK}cases/{case}/")
    clerk.press("link", "起草通知")
    clerk.press("button", "起草通知")
    done(clerk, "通知已起草")
    paper = key_of(clerk, "papers")
    act_on_paper(clerk, paper, "送核稿", "已送核稿")
    return paper


def act_on_paper(visitor: Visitor, paper: str, act: str, words: str) -> None:
    """The button of the paper's page, its form, what it says afterwards."""
    if f"/papers/{paper}/" not in visitor.page.url:
        visitor.open(f"{DESK}papers/{paper}/")
    visitor.press("link", act, exact=True)
    visitor.press("button", act, exact=True)
    done(visitor, words)


def check(reviewer: Visitor, paper: str) -> None:
    """核稿 by another than who drafted it, with the office asked to cosign."""
    reviewer.open(f"{DESK}papers/{paper}/")
    reviewer.press("link", "核稿通过")
    fill(reviewer, note="文字已核。")
    reviewer.press_it(reviewer.page.get_by_label(OFFICE))
    reviewer.press("button", "核稿通过")
    done(reviewer, "核稿已通过")


def seal(clerk: Visitor, paper: str, scan: Path) -> None:
    """The sealed scan is the official version."""
    scan.write_bytes(SCAN)
    clerk.open(f"{DESK}papers/{paper}/")
    clerk.press("link", "上传用印扫描件")
    clerk.hand.attach(clerk.page.locator("main input[type=file]"), scan)
    clerk.press("button", "上传用印扫描件")
    done(clerk, "可以印发")


def acknowledge(liaison: Visitor, paper: str) -> None:
    """The notice waits on the first page; opened and acknowledged."""
    liaison.open(DESK)
    liaison.press_it(liaison.page.locator(f"main a[href*='/received/{paper}/']").first)
    assert NUMBER.search(liaison.text())
    liaison.press("button", "确认收悉")
    assert liaison.page.get_by_text("已确认").or_(liaison.page.get_by_text("已收悉")).count()
    liaison.open(f"{DESK}received/")
    assert liaison.page.locator(f"main a[href*='/received/{paper}/']").count()


# What the unit promised


def assign(clerk: Visitor, case: str, title: str) -> str:
    """A promise of the unit, to be signed by its head. Returns its key."""
    clerk.open(f"{DESK}followups/new/?about=case:{case}")
    page = clerk.page
    clerk.hand.choose(page.locator("[name=kind]"), "promise")
    unit = page.locator("main select[name=unit]")
    clerk.hand.choose(unit, unit.locator("option", has_text=UNIT).get_attribute("value"))
    fill(clerk, title=title, requirement="逐户登记，列出清单，按期修好。")
    clerk.hand.write_day(page.locator("main [name=due]"), date.today() + timedelta(days=30))
    tick(clerk, "sealed")
    clerk.press("button", "交办", exact=True)
    done(clerk, "已交办")
    return key_of(clerk, "followups")


def report_done(liaison: Visitor, item: str) -> None:
    """Accepted on the one desk, then reported done; the head has yet to sign."""
    liaison.open(f"{DESK}followups/{item}/")
    liaison.press("button", "签收", exact=True)
    liaison.press("link", "报告完成")
    fill(liaison, text="登记 212 户，全部修好。")
    liaison.press("button", "报告完成")
    assert "签字" in liaison.text()


def sign_report(head: Visitor, item: str, scan: Path) -> None:
    """The head of the unit attaches the signed report."""
    scan.write_bytes(SCAN)
    head.open(f"{DESK}followups/{item}/")
    head.press("link", "附上负责人签字")
    head.hand.attach(head.page.locator("main input[name=scan]"), scan)
    head.press_it(head.page.locator("main form button.btn--main"))
    assert "核实" in head.text()


def verify(visitor: Visitor, item: str) -> None:
    """Another person went to see."""
    visitor.open(f"{DESK}followups/{item}/")
    visitor.press("link", "核实完成")
    fill(visitor, text="抽查十户，已修好。")
    visitor.press("button", "核实完成")
    done(visitor, "已核实")

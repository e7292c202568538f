"""任务: following a job from its page to what it made; freezing a month, which is one."""

from __future__ import annotations

from tests.browser.people import Visitor

JOB_SECONDS = 300


def follow_job(visitor: Visitor) -> None:
    """The job's page shows its progress and, without a reload, that it has ended."""
    assert "/jobs/" in visitor.page.url
    onward = visitor.page.get_by_role("link", name="查看有关页面")
    onward.wait_for(timeout=JOB_SECONDS * 1000)
    assert visitor.page.get_by_text("没有办成").count() == 0, visitor.text()
    visitor.press("link", "查看有关页面")


def freeze(clerk: Visitor, month: str) -> None:
    """Freeze a month from its page."""
    clerk.open(f"/w/yunchuan/hotline/{month}/freeze/")
    clerk.press("button", "冻结")
    follow_job(clerk)

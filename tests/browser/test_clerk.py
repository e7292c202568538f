"""经办人: from what is due to a month that is imported, opened, frozen, drafted, corrected and compared."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.browser.hands import HANDS, Touch, by_hands
from tests.browser.jobs import JOB_SECONDS, follow_job, freeze
from tests.browser.serving import run_python

pytestmark = pytest.mark.browser

UNIT = "市住房和城乡建设局"
COLUMNS = ("工单编号", "受理时间", "承办单位", "诉求类型", "类别", "标题", "内容", "来电号码")
GOOD, BAD = 6, 3


@pytest.fixture(scope="session")
def months(site):
    """An open month of its own for each way of pressing."""
    unfrozen = run_python(site.home, "tests.browser.prepare", "unfrozen").split()
    return dict(zip((hand.name for hand in HANDS), unfrozen, strict=False))


def ticket(number, month, **changed):
    """One row; what is changed makes it bad or another."""
    row = {
        "工单编号": number,
        "受理时间": f"{month}-07 09:30:00",
        "承办单位": UNIT,
        "诉求类型": "投诉",
        "类别": "房屋渗漏",
        "标题": "屋面漏水",
        "内容": "顶楼漏水，联系电话 13812345678",
        "来电号码": "13812345678",
    }
    return row | changed


def write(path: Path, rows) -> Path:
    """A small file as the hotline would hand it over."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def first_file(folder, name, month):
    rows = [ticket(f"{name}-{n}", month) for n in range(GOOD)]
    rows.append(ticket(f"{name}-x", month, 受理时间=f"{month}-31 25:00:00"))
    rows.append(ticket(f"{name}-y", month, 承办单位=""))
    rows.append(ticket(f"{name}-z", month, 承办单位="没有这个局"))
    return write(folder / f"{name}.csv", rows)


def second_file(folder, name, month):
    changed = ticket(f"{name}-0", month, 承办单位="市水务局")
    return write(folder / f"{name}-2.csv", [changed, ticket(f"{name}-new", month)])


def bring_in(clerk, path):
    """Import a file on the page and follow the job to its result."""
    clerk.open("/w/yunchuan/")
    clerk.press("link", "导入热线数据")
    clerk.hand.attach(clerk.page.get_by_label("工单文件"), path)
    clerk.press("button", "上传并导入")
    follow_job(clerk)


@pytest.fixture
def clerk(visitor, hand):
    found = visitor(hand)
    found.sign_in("clerk")
    return found


@by_hands(Touch)
def test_a_clerk_brings_a_month_from_file_to_draft_and_corrects_it(clerk, hand, months, tmp_path):
    month = months[hand.name]
    assert "逾期" in clerk.text() or "到期" in clerk.text()
    bring_in(clerk, first_file(tmp_path, f"{hand.name}-{month}", month))
    the_bad_rows_are_set_aside(clerk)
    a_figure_opens_down_to_a_ticket(clerk, month)
    freeze(clerk, month)
    assert "第 1 版" in clerk.text()
    clerk.open(f"/w/yunchuan/hotline/{month}/")
    clerk.press("link", "拟稿公开摘要")
    clerk.press("button", "送审公开稿")
    assert "你拟的稿，由别人审核" in clerk.text()
    bring_in(clerk, second_file(tmp_path, f"{hand.name}-{month}", month))
    freeze(clerk, month)
    assert "第 2 版" in clerk.text()
    the_versions_are_compared(clerk, month)


def the_bad_rows_are_set_aside(clerk):
    """Read = accepted + set aside; the rows set aside come back as a workbook and as CSV."""
    assert f"读到 {GOOD + BAD} 行" in clerk.text()
    assert clerk.page.get_by_role("region", name="隔离的行").locator("tbody tr").count() == BAD
    with clerk.page.expect_download() as workbook:
        clerk.press("link", "下载隔离的行，表格（XLSX）")
    assert workbook.value.suggested_filename.endswith(".xlsx")
    with clerk.page.expect_download() as listed:
        clerk.press("link", "只看，下载表格（CSV）")
    text = Path(listed.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == BAD
    assert {row["code"] for row in rows} and all(row["reason"] for row in rows)


def a_figure_opens_down_to_a_ticket(clerk, month):
    """Month → a count → its tickets → one ticket, masked."""
    page = clerk.page
    clerk.open(f"/w/yunchuan/hotline/{month}/?show=all&q={UNIT[1:]}")
    assert page.get_by_role("heading", level=1).is_visible()
    row = page.locator("#ranking tbody tr", has_text=UNIT)
    clerk.press_it(row.locator("td.figure a").first)
    clerk.press("link", "看这些工单")
    assert UNIT in clerk.text()
    clerk.press_it(page.locator("main tbody a").first)
    assert "/ticket/" in page.url
    assert "13812345678" not in page.content()


def the_versions_are_compared(clerk, month):
    """What the second file changed stands between the versions, unit by unit."""
    clerk.open(f"/w/yunchuan/hotline/{month}/versions/")
    clerk.press("link", "与前一版比较")
    units = clerk.page.get_by_role("region", name="各单位")
    assert units.get_by_role("rowheader", name="市水务局").is_visible()


def test_a_file_that_cannot_be_read_is_refused_in_words(visitor, tmp_path):
    clerk = visitor()
    clerk.sign_in("clerk")
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    clerk.open("/w/yunchuan/hotline/imports/new/")
    clerk.hand.attach(clerk.page.get_by_label("工单文件"), path)
    clerk.press("button", "上传并导入")
    refused = clerk.page.get_by_text("没有办成").or_(clerk.page.get_by_text("没有导入"))
    refused.first.wait_for(timeout=JOB_SECONDS * 1000)
    assert "Traceback" not in clerk.page.content()

"""The columns of a monthly table (月报表的列): our names, what kind of figure each is, its headings.

Decides which headings are understood without a mapping. Which column of a given file means what
is the mapping's business (`table_mapping`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

KINDS = ("key", "count", "rate", "change", "difference", "score", "text")


@dataclass(frozen=True)
class TableColumn:
    """One of our columns; `kind` says how its cells are read.

    key = place, unit, month · count = whole, not negative, additive · rate = 0–1 ·
    change = relative change, may be negative or above 1 · difference = signed count · score · text.
    """

    name: str
    kind: str
    title: str
    headings: tuple[str, ...] = ()


def _column(name: str, kind: str, title: str, headings: str = "") -> TableColumn:
    return TableColumn(name, kind, title, (title, name, *headings.split()))


COLUMNS: tuple[TableColumn, ...] = (
    _column("place", "key", "地区", "市 县 县区 县市区 区县 行政区 所属地区 city county place"),
    _column(
        "unit", "key", "承办单位",
        "单位 单位名称 部门 部门名称 承办部门 责任单位 责任部门 主办单位 处置单位 镇街 乡镇 乡镇街道 department",
    ),
    _column("month", "key", "月份", "月 统计月份 所属月份 年月 统计时间 period"),
    _column(
        "count", "count", "受理量",
        "受理 受理数 受理件数 受理总量 受理总数 工单量 工单数 工单总量 工单总数 件数 总量 总数 诉求量 诉求总量 "
        "交办量 交办件数 承办量 承办件数 收件量 received tickets",
    ),
    _column("new", "count", "新增量", "新增 新增件 新增工单 新受理 新受理量 本月新增 当月新增"),
    _column("carried_over", "count", "上月结转", "结转 结转量 结转件 上期结转 历史结转 遗留"),
    _column("dispatched", "count", "转办量", "转办 转办件 派单量 派发量 派单数 交办 转派量 派遣量"),
    _column("due", "count", "应办结量", "应办结 应办结数 应办量 应办 到期量 到期应办结 应办结件"),
    _column("closed", "count", "办结量", "办结 办结数 办结件数 已办结 已办结量 办结件 已办 办结总量"),
    _column(
        "on_time", "count", "按时办结量",
        "按时办结 按时办结数 按期办结 按期办结量 按期办结数 及时办结 及时办结量 closed_on_time",
    ),
    _column("overdue", "count", "超期量", "超期 超期数 超期件 逾期 逾期量 逾期数 超时 超时量 超期件数"),
    _column("open", "count", "在办量", "在办 在办数 在办件 未办结 未办结量 未办结数 办理中 未办"),
    _column("valid", "count", "有效量", "有效 有效件 有效工单 有效诉求"),
    _column("invalid", "count", "无效量", "无效 无效件 无效工单 无效诉求"),
    _column("visited", "count", "回访量", "回访 回访数 回访件数 有效回访量 参评量 测评量"),
    _column("satisfied", "count", "满意量", "满意 满意数 满意件 满意件数"),
    _column("basically_satisfied", "count", "基本满意量", "基本满意 基本满意数 基本满意件"),
    _column("dissatisfied", "count", "不满意量", "不满意 不满意数 不满意件 不满意件数"),
    _column("resolved", "count", "已解决量", "解决 已解决 解决量 解决数 已解决数 解决件"),
    _column("unresolved", "count", "未解决量", "未解决 未解决数 未解决件"),
    _column("redispatched", "count", "退回重办量", "重办 重办量 重办件 返工量 退回重办 二次派单 redispatch"),
    _column("extensions", "count", "延期量", "延期 延期数 延期件 申请延期"),
    _column("previous", "count", "上月量", "上月 上月数 上月受理量 上月件数 上期 上期量"),
    _column("last_year", "count", "去年同月量", "去年同月 去年同期 去年同期量 上年同期 上年同月 同期 同期量"),
    _column("mom", "change", "环比", "环比增长 环比增幅 环比变化 环比增减 较上月 比上月 较上月增长 mom_pct"),
    _column("yoy", "change", "同比", "同比增长 同比增幅 同比变化 同比增减 较上年同期 较去年同期 yoy_pct"),
    _column("difference_previous", "difference", "较上月增减", "比上月增减 环比增减量 环比增减数 较上月增减量"),
    _column("difference_last_year", "difference", "较去年同月增减", "同比增减量 同比增减数 较去年同期增减"),
    _column("closing_rate", "rate", "办结率", ""),
    _column("on_time_rate", "rate", "按时办结率", "按期办结率 及时办结率 按时率"),
    _column("sign_on_time_rate", "rate", "按时签收率", "及时签收率 签收率"),
    _column("early_rate", "rate", "提前办结率", ""),
    _column("response_rate", "rate", "响应率", "按时响应率 及时响应率 联系率"),
    _column("resolution_rate", "rate", "解决率", "问题解决率 诉求解决率"),
    _column("satisfaction_rate", "rate", "满意率", "满意度 群众满意率 群众满意度"),
    _column("dissatisfied_rate", "rate", "不满意率", ""),
    _column("score", "score", "得分", "总分 综合得分 考核得分 成绩"),
    _column("unit_type", "text", "单位类别", "类别 单位类型"),
    _column("note", "text", "备注", "说明 remark"),
    _column("source", "text", "来源", "出处 数据来源"),
)  # fmt: skip

BY_NAME: dict[str, TableColumn] = {column.name: column for column in COLUMNS}
ALIASES: dict[str, str] = {
    "received": "count", "tickets": "count", "closed_on_time": "on_time", "mom_pct": "mom",
    "yoy_pct": "yoy", "city": "place", "group": "place",
}  # fmt: skip
MEASURES: tuple[str, ...] = tuple(c.name for c in COLUMNS if c.kind not in ("key", "text"))
ADDITIVE: tuple[str, ...] = tuple(c.name for c in COLUMNS if c.kind in ("count", "difference"))
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def normalise_heading(heading: str) -> str:
    """A heading without spaces, units in brackets and full-width forms."""
    text = "".join(unicodedata.normalize("NFKC", heading).split()).lower()
    return IN_BRACKETS.sub("", text).strip("%*:、.") or text


def heading_is_percent(heading: str) -> bool:
    """Whether the heading itself says that its figures are percent, as 办结率（%） does."""
    return "%" in unicodedata.normalize("NFKC", heading) or "pct" in heading.lower()


BY_HEADING: dict[str, str] = {
    normalise_heading(heading): column.name for column in COLUMNS for heading in column.headings
}


def guess(heading: str) -> str | None:
    """Our column for a heading, only where the heading is one of the known words."""
    return BY_HEADING.get(normalise_heading(heading))

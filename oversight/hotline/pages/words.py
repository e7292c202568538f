"""页面用词: how kinds, states and groupings of the hotline are called on pages; codes stay English."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, object] = {
    "complaint": _("投诉"),
    "consultation": _("咨询"),
    "help": _("求助"),
    "suggestion": _("建议"),
    "praise": _("表扬"),
    "report": _("举报"),
    "unknown": _("未分类别"),
}
GROUPINGS: dict[str, object] = {"unit": _("按单位"), "category": _("按类别")}
WINDOWS: dict[str, object] = {"month": _("当月"), "ytd": _("本年累计")}
STATES: dict[str, object] = {
    "closed": _("已办结"),
    "open": _("未办结"),
    "due": _("有期限"),
    "no_deadline": _("没有期限"),
    "on_time": _("按期办结"),
    "late": _("逾期办结"),
    "overdue": _("逾期未办结"),
    "due_counted": _("应按期办结"),
    "due_excluded": _("没有期限或未到期"),
    "responded": _("已首次回复"),
    "not_responded": _("未首次回复"),
    "reopened": _("办结后重开过"),
    "with_caller": _("有来电人"),
    "no_caller": _("没有来电人"),
    "resolution_known": _("已回访是否解决"),
    "resolution_unknown": _("没有回访结果"),
    "rated": _("已评价"),
    "unrated": _("没有评价"),
    "rated_well": _("满意或基本满意"),
    "within_hour": _("一小时内办结"),
}
SATISFACTIONS: dict[str, object] = {
    "satisfied": _("满意"),
    "basically_satisfied": _("基本满意"),
    "dissatisfied": _("不满意"),
    "unknown": _("未说明"),
}
RESOLUTIONS: dict[str, object] = {
    "yes": pgettext_lazy("resolved", "已解决"),
    "partly": pgettext_lazy("resolved", "部分解决"),
    "no": pgettext_lazy("resolved", "未解决"),
    "unknown": pgettext_lazy("resolved", "未说明"),
}
NO_CATEGORY = _("没有分类")
NOT_RECORDED = _("未记录")


def kind(code: str | None) -> str:
    """A kind of ticket in words."""
    return str(KINDS.get(code or "", NOT_RECORDED if code is None else code))


def kinds(codes: Iterable[str] | None) -> str:
    """The chosen kinds in words; all of them where none is chosen."""
    return str(_("全部类别")) if codes is None else "、".join(kind(code) for code in sorted(codes))


def group(name: str | None, by: str = "category") -> str:
    """The name of a row; tickets without category have none."""
    return name if name is not None else str(NO_CATEGORY if by == "category" else NOT_RECORDED)


def choices(words: dict[str, object]) -> list[tuple[str, str]]:
    """Code and word, for a filter."""
    return [(code, str(word)) for code, word in words.items()]

"""状态与等级。 Which icon and colour belong to a state; the word is always said by the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class State:
    """状态: icon, tone and the word used where the page gives none."""

    icon: str
    tone: str  # neutral act soon late wait done
    word: object


STATES: dict[str, State] = {
    "new": State("circle", "neutral", _("未开始")),
    "running": State("circle-half", "act", _("进行中")),
    "on_time": State("circle-half", "act", pgettext_lazy("state", "按期")),
    "soon": State("clock", "soon", _("今天到期")),
    "late": State("exclamation-diamond-fill", "late", pgettext_lazy("state", "逾期")),
    "to_verify": State("hourglass-split", "wait", _("待核实")),
    "to_sign": State("hourglass-split", "wait", _("待签发")),
    "waiting": State("hourglass-split", "wait", _("等待他人")),
    "verified": State("check-circle-fill", "done", _("已核实")),
    "issued": State("check-circle-fill", "done", _("已印发")),
    "passed": State("check-circle-fill", "done", pgettext_lazy("state", "通过")),
    "done": State("check-circle-fill", "done", _("已办结")),
    "archived": State("archive-fill", "done", _("已归档")),
    "returned": State("arrow-return-left", "neutral", _("已退回")),
    "frozen": State("lock-fill", "neutral", _("已冻结")),
    "locked": State("lock-fill", "neutral", _("已锁定")),
    "public": State("globe2", "neutral", _("已公开")),
    "extended": State("calendar-plus", "neutral", _("经同意延期")),
    "continuing": State("arrow-repeat", "neutral", _("未完成，继续跟踪")),
    "failed": State("exclamation-diamond-fill", "late", _("没有完成")),
    "plan_red": State("exclamation-diamond-fill", "late", _("红色：严重落后")),
    "plan_orange": State("exclamation-triangle", "behind", _("橙色：明显落后")),
    "plan_yellow": State("clock", "soon", _("黄色：略有落后")),
    "plan_green": State("circle-half", "done", _("绿色：按计划")),
    "plan_blue": State("check-circle-fill", "act", _("蓝色：已验收")),
    "stopped": State("pause-circle", "neutral", _("已暂停")),
    "ended": State("stop-circle", "neutral", _("已终止")),
}

GRADES: dict[str, tuple[object, int]] = {
    "strong": (pgettext_lazy("grade", "强"), 3),
    "weak": (pgettext_lazy("grade", "弱"), 2),
    "noise": (_("或为偶然"), 0),
}

HEAT_STEPS = (
    pgettext_lazy("heat", "低"),
    pgettext_lazy("heat", "略低"),
    pgettext_lazy("heat", "相当"),
    pgettext_lazy("heat", "略高"),
    pgettext_lazy("heat", "高"),
    pgettext_lazy("heat", "很高"),
)


def heat_step(ratio: float | None) -> int:
    """1 (低) to 6 (很高) by the ratio of seen to expected; 3 where nothing is expected."""
    if ratio is None:
        return 3
    bounds = (0.7, 0.85, 1.15, 1.3, 1.6)
    return 1 + sum(ratio >= bound for bound in bounds)

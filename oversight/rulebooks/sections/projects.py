"""民生实事项目 (projects): who does what in a year of projects, how many are chosen and how (procedures §4, §2.4).

Places differ: in Donggang the town's congress collects and screens, elsewhere the government; Shaanxi and
Jinghong let the government table the list. A majority is always of all deputies (地方组织法 art. 25), and there
are more candidates than places (差额): both are the law's or the procedure's core and cannot be adopted away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from oversight.rulebooks.sections.fields import Item, Problem, Section
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.ratings import RULES as RATING_RULES

WHO = (
    ("congress", _("镇人大（主席团）")),
    ("government", _("镇人民政府")),
    ("both", _("镇人大和镇人民政府联合")),
)
TABLERS = (("presidium", _("主席团")), ("government", _("镇人民政府")))
PROPOSERS = (("task_group", _("工作专班")), ("government", _("镇人民政府")))
BALLOT_TYPES = (
    ("approve_each", _("逐项表决：每项赞成、反对或者弃权")),
    ("choose_up_to_k", _("选择票：至多选应选数")),
    ("exactly_k", _("选择票：恰好选应选数")),
    ("rank", _("排序票：按先后编号")),
)
MAJORITIES = (("congress_more_than_half_of_all", _("全体代表过半数")),)
TIE_RULES = (
    ("revote_tied", _("只对并列的几项再次表决，得票多的入选")),
    ("fewer", _("并列的都不入选，少选")),
    ("all_tied", _("并列的都入选")),
)
TOO_FEW_RULES = (
    ("vote_again", _("在本次会议上对其余候选项目另行表决")),
    ("next_meeting", _("在下次会议上另行表决")),
    ("accept_fewer", _("少选")),
)
LOCAL = _("本级票决制实施办法")
ORGANIC_25 = _("《地方组织法》第二十五条")
SHAANXI = _("参照《陕西省民生实事项目人大代表票决制规定》")
GANSU = _("参照甘肃省有关决定、景洪市票决办法（2025）：公开征集不少于三十天")
ZHEJIANG_20 = _("参照《浙江省乡镇人大工作条例》第二十条")
DAZU = _("参照大足区双路街道 2025 年的做法")
MEASURE = _("本次会议通过的票决办法")
NO_SURPLUS = _("候选项目须多于应选项目，差额至少 1 项。")
NOT_RISING = _("红、橙、黄的界限依次升高。")


@dataclass(frozen=True)
class Projects(Section):
    """民生实事项目: who collects, screens, proposes and tables; how many are chosen; days, rating, colours."""

    NAME: ClassVar[str] = "projects"
    TITLE: ClassVar[str] = _("民生实事项目")
    ABOUT: ClassVar[str] = _(
        "征集、初选、论证、提出候选名单由谁办，选几项、怎样选，公开和备案的天数，进度颜色和满意度测评。"
    )
    BASIS: ClassVar[str] = LOCAL

    collector: str = "congress"
    screener: str = "congress"
    proposer: str = "task_group"
    candidate_tabler: str = "presidium"
    collecting_days: int = 30
    places: int = 10
    least_surplus: int = 2
    reserve: bool = True
    ballot_type: str = "approve_each"
    majority: str = "congress_more_than_half_of_all"
    tie_rule: str = "revote_tied"
    too_few_rule: str = "vote_again"
    notice_days: int = 7
    candidate_days: int = 7
    filing_days: int = 10
    progress_day: int = 5
    red_below: int = 30
    orange_below: int = 60
    yellow_below: int = 90
    rating_rule: str = "half_of_all_counts"
    least_raters: int = 5

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item("collector", _("由谁征集"), "choice", LOCAL, choices=WHO),
        Item("screener", _("由谁初选"), "choice", LOCAL, choices=WHO),
        Item("proposer", _("由谁论证、提出建议项目"), "choice", LOCAL, choices=PROPOSERS),
        Item(
            "candidate_tabler", _("候选项目由谁提请大会票决"), "choice", LOCAL,
            _("镇党委扩大会议逐项审定以后；陕西、景洪由政府提请"), choices=TABLERS,
        ),
        Item(
            "collecting_days", _("公开征集至少"), "integer", GANSU,
            unit=_("天"), least=0, most=180, zero=_("不限"),
        ),
        Item("places", _("应选几项"), "integer", MEASURE, unit=_("项"), least=1, most=50),
        Item(
            "least_surplus", _("差额至少"), "integer", MEASURE,
            _("候选项目比应选项目多几项"), unit=_("项"), least=0, most=50,
        ),
        Item(
            "reserve", _("过半数而未入选的列为备选"), "yes_no", MEASURE,
            _("备选项目不自动递补，须大会另作决定"),
        ),
        Item("ballot_type", _("选票样式"), "choice", MEASURE, choices=BALLOT_TYPES),
        Item("majority", _("通过的多数"), "choice", ORGANIC_25, choices=MAJORITIES),
        Item("tie_rule", _("最后一名并列时"), "choice", MEASURE, choices=TIE_RULES),
        Item("too_few_rule", _("通过的不足应选数时"), "choice", MEASURE, choices=TOO_FEW_RULES),
        Item(
            "notice_days", _("会议通知在会前"), "integer", ZHEJIANG_20,
            unit=_("天"), least=0, most=60, zero=_("不限"),
        ),
        Item(
            "candidate_days", _("候选项目表送代表在会前"), "integer", ZHEJIANG_20,
            _("浙江为会前至少一天，重庆通知为十天；由本级定"), unit=_("天"), least=1, most=60,
        ),
        Item(
            "filing_days", _("票决结果报县级人大常委会备案"), "integer", LOCAL,
            _("自公告之日起"), unit=_("天"), least=1, most=180,
        ),
        Item(
            "progress_day", _("每月几日前报上月进展"), "integer", LOCAL,
            unit=_("日"), least=1, most=28,
        ),
        Item(
            "red_below", _("红色：完成不到计划的"), "integer", DAZU, unit="%", least=1, most=100
        ),
        Item(
            "orange_below", _("橙色：完成不到计划的"), "integer", DAZU, unit="%", least=1, most=100
        ),
        Item(
            "yellow_below", _("黄色：完成不到计划的"), "integer", DAZU,
            _("达到的为绿色，通过验收的为蓝色"), unit="%", least=1, most=100,
        ),
        Item("rating_rule", _("满意度测评规则"), "choice", LOCAL, choices=RATING_RULES),
        Item(
            "least_raters", _("至少几人测评才出结果"), "integer", LOCAL,
            unit=_("人"), least=0, most=1000, zero=_("不限"),
        ),
    )  # fmt: skip

    @property
    def least_candidates(self) -> int:
        """候选项目至少几项."""
        return self.places + self.least_surplus

    def problems(self) -> tuple[Problem, ...]:
        """More candidates than places, and limits of the colours that rise."""
        found = []
        if self.least_surplus < 1:
            found.append(Problem("no_surplus", NO_SURPLUS, "least_surplus", SHAANXI))
        if not self.red_below < self.orange_below < self.yellow_below:
            found.append(Problem("not_rising", NOT_RISING, "red_below", DAZU))
        return tuple(found)

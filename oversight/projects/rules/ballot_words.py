"""票决结果的话: the sentences of ``balloting``, as they are announced."""

from __future__ import annotations

from oversight.calendar.rules.reasons import gettext_noop

MEASURE = gettext_noop("本次会议通过的票决办法")
MAJORITY = gettext_noop("《地方组织法》第二十五条：全体代表过半数通过")
ELECTION_44 = gettext_noop("参照《选举法》第四十四条")

OTHER_NAMES = gettext_noop("计票报告单上的项目与审定的候选名单不一致。")
TOO_MANY = gettext_noop(
    "赞成合计 %(given)d，多于有效票 %(ballots)d 张乘应选 %(places)d 项：多选的票作废，不应计入。"
)
NOT_JUST_K = gettext_noop(
    "赞成合计 %(given)d，少于有效票 %(ballots)d 张乘应选 %(places)d 项：没有选满的票按办法作废。"
)
CROWDED = gettext_noop("第 %(place)d 位共 %(given)d 票，多于有效票 %(ballots)d 张。")
CROWDED_ITEM = gettext_noop("“%(name)s”各位次的票数合计多于有效票，或者位次多于应选数。")
BY_POINTS = gettext_noop("按位次计分得出名单，须再由全体代表过半数通过。")
MOST_VOTES_WIN = gettext_noop("%(count)d 项并列的再次表决，得票多的入选：%(names)s。")
FEWER = gettext_noop("缺 %(count)d 项，按票决办法少选。")
NOTHING_LEFT = gettext_noop("缺 %(count)d 项，没有其余候选项目可以再表决。")
RESERVE = gettext_noop("过半数而未入选的列为备选，不自动递补：%(names)s。")
TIES = {
    "revote_tied": (
        "tied",
        gettext_noop(
            "%(names)s得票相同，还有 %(places)d 个名额：只对这几项再次表决，得票多的入选。"
        ),
    ),
    "fewer": ("tied_left_out", gettext_noop("%(names)s得票相同，按票决办法都不入选。")),
    "all_tied": ("tied_taken", gettext_noop("%(names)s得票相同，按票决办法都入选。")),
}
TOO_FEW = {
    "vote_again": (
        "vote_again",
        gettext_noop("缺 %(count)d 项，在本次会议上对其余候选项目另行表决。"),
    ),
    "next_meeting": ("next_meeting", gettext_noop("缺 %(count)d 项，在下次会议上另行表决。")),
}

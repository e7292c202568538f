"""票决的公文稿: the text of the measure, the announcement of the result, the brief. Chinese, as the bodies sign it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.projects.models import BallotMeasure, ProjectBallot, ProjectYear
from oversight.projects.papers import KEPT_IN, Draft, day, table, wan
from oversight.projects.queries.ballots import titles_of, whole_of
from oversight.projects.queries.candidates import on_ballot

BALLOTS = {
    "approve_each": (
        "对每一个候选项目，可以投赞成票、反对票，也可以弃权，在相应的方框内打“√”，一项只打一个。"
        "不填的视为弃权。"
    ),
    "choose_up_to_k": (
        "在赞成的项目后的方框内打“√”，赞成的项数等于或者少于应选项数{places}项的有效，"
        "多于应选项数的整张选票作废。"
    ),
    "exactly_k": (
        "在赞成的项目后的方框内打“√”，赞成的项数正好等于应选项数{places}项的有效，"
        "多于或者少于应选项数的整张选票作废。"
    ),
    "rank": (
        "按急需程度在“位次”栏写1至{places}，一个位次只写一项，一项只写一个位次；"
        "重复位次的整张选票作废。按位次计分，第一位计{places}分，依次递减，未列入的不计分。"
    ),
}
"""写票 by the kind of ballot."""
HELPER = "不能写票的代表，可以请自己信任的人代写，代写人应当按照代表的意思填写。"
"""Whoever cannot write (选举法 art. 40, by analogy); a ballot filled by a helper counts like any."""
RESULT = {
    "approve_each": "候选项目获得全体代表过半数赞成的为通过；通过的多于应选项数时，以得赞成票多的入选。",
    "choose_up_to_k": "候选项目获得全体代表过半数赞成的为通过；通过的多于应选项数时，以得赞成票多的入选。",
    "exactly_k": "候选项目获得全体代表过半数赞成的为通过；通过的多于应选项数时，以得赞成票多的入选。",
    "rank": "按得分由高到低排出应选的项目，得出的名单再付大会表决，以全体代表的过半数通过。",
}
TIES = {
    "revote_tied": "最后的名额遇得票相同、不能确定入选项目时，只对得票相同的项目再次投票，得票多的入选。",
    "fewer": "最后的名额遇得票相同、不能确定入选项目时，得票相同的项目都不入选。",
    "all_tied": "最后的名额遇得票相同、不能确定入选项目时，得票相同的项目都入选。",
}
TOO_FEW = {
    "vote_again": "入选的少于应选项数时，不足的名额在本次会议上对其余候选项目另行投票。",
    "next_meeting": "入选的少于应选项数时，不足的名额在下次会议上另行投票。",
    "accept_fewer": "入选的少于应选项数时，以入选的为准，不再投票。",
}
RESERVE = "获得过半数赞成而未入选的列为备选项目；备选项目不自动递补，须由代表大会另行决定。"


def measure_title(year: ProjectYear) -> str:
    """西湖镇2027年民生实事项目票决办法."""
    return f"{year.jurisdiction.name}{year.year}年民生实事项目票决办法"


def measure_text(
    year: ProjectYear,
    *,
    ballot: str,
    places: int,
    ties: str,
    too_few: str,
    reserve: bool,
    candidates: int = 0,
) -> str:
    """票决办法: number, surplus, ballot, rule, ties, too few, announcement (procedures §2.1, 1); the office edits it."""
    of = f"候选项目{candidates}项，" if candidates else ""
    surplus = f"差额{candidates - places}项，" if candidates > places else "实行差额，"
    articles = [
        "根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》和本级民生实事项目人大代表票决制"
        "实施办法，制定本办法。",
        f"{year.year}年民生实事项目由大会全体会议票决。{of}应选{places}项，{surplus}采用无记名投票方式。",
        "候选项目为党委（扩大）会议审定、主席团提请大会审议的项目，选票按候选项目表的次序印制。"
        "候选项目表确定以后不再更改，选票不列候选项目表以外的项目。",
        "大会须有全体代表的三分之二以上出席，始得投票。",
        "投票设总监票人一名、监票人若干名，由大会通过；提出、承办候选项目的单位的人员不担任监票人、计票人。",
        BALLOTS[ballot].format(places=places) + "字迹模糊、无法辨认的，由总监票人认定。" + HELPER,
        "投票时监票人先投，不委托他人投票，不设流动票箱。",
        "收回的选票等于或者少于发出的选票，投票有效；多于发出的选票，投票无效，封存选票，重新投票。",
        RESULT[ballot],
        f"{TIES[ties]}{TOO_FEW[too_few]}{RESERVE if reserve else ''}"
        "再次投票前重新清点到会人数、重新确定名册。",
        "计票结果由总监票人报告，执行主席当场宣布，主席团公告。公告写明应到、实到、发出、收回、有效、无效的票数"
        "和各项目的得票。",
        "本办法经大会全体代表的过半数通过后施行。",
    ]
    return "\n".join(f"第{numeral(n)}条　{text}" for n, text in enumerate(articles, 1))


def numeral(number: int) -> str:
    """一 to 十九."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")


@override(KEPT_IN)
def measure_paper(measure: BallotMeasure) -> Draft:
    """The draft of the measure as it is put to the meeting."""
    return Draft(f"{measure.title}（草案）", measure.text)


def heads(figures: Mapping[str, Any]) -> str:
    """应到代表60人，实到52人。发出选票52张，收回52张，有效51张，无效1张。"""
    text = f"应到代表{figures['base']}人，实到{figures['present']}人。"
    if "issued" in figures:
        text += (
            f"发出选票{figures['issued']}张，收回{figures['returned']}张，"
            f"有效票{figures['valid']}张，无效票{figures['invalid']}张。"
        )
    return text


def count_table(ballot: ProjectBallot) -> str:
    """Every project of a round with its counts, most votes first, and what became of it."""
    ids = {name: key for key, name in titles_of(ballot.list).items()}
    rows = ballot.figures["rows"]
    if "yes" not in rows[0]:
        points = ballot.result["round"]["points"]
        ordered = sorted(rows, key=lambda row: -points.get(ids[row["name"]], 0))
        return table(
            ("序号", "项目", "得分", "结果"),
            (
                (n, row["name"], points.get(ids[row["name"]], 0), became(ballot, ids[row["name"]]))
                for n, row in enumerate(ordered, 1)
            ),
        )
    ordered = sorted(rows, key=lambda row: -row["yes"])
    return table(
        ("序号", "项目", "赞成", "反对", "弃权", "未填", "结果"),
        (
            (n, row["name"], row["yes"], row["no"], row["abstain"], row["silent"],
             became(ballot, ids.get(row["name"], "")))
            for n, row in enumerate(ordered, 1)
        ),
    )  # fmt: skip


def became(ballot: ProjectBallot, key: str) -> str:
    """入选、得票相同、备选、未入选 in this round; of the list as a whole 通过 or 未通过."""
    result = ballot.result["round"]
    if ballot.result["held"]["kind"] == "confirm":
        return "通过" if ballot.result["whole"]["next"] == "announce" else "未通过"
    words = {"chosen": "入选", "tied": "得票相同", "reserve": "备选", "not_chosen": "未入选"}
    return next((word for name, word in words.items() if key in result[name]), "")


def round_words(ballot: ProjectBallot) -> str:
    """第一次投票，对12项…；无效的写明。"""
    held = ballot.result["held"]
    what = {
        "first": "对全部候选项目投票",
        "tied": "对得票相同的项目再次投票",
        "open": "对其余候选项目另行投票",
        "confirm": "对按位次计分得出的名单整体表决",
    }[held["kind"]]
    return f"第{numeral(ballot.round)}次投票：{what}。"


def chosen_table(ballot: ProjectBallot) -> str:
    """What was chosen, in the order of the list, with content, money and due day."""
    chosen = set(ballot.result["whole"]["chosen"])
    rows = [row for row in on_ballot(ballot.list) if row["project"] in chosen]
    return table(
        ("序号", "项目名称", "建设内容", "估算投资", "责任单位", "完成时限"),
        (
            (n, row["title"], row["requirement"], wan(row["cost_yuan"]), row["unit"], due(row))
            for n, row in enumerate(rows, 1)
        ),
    )


def due(row: Mapping[str, Any]) -> str:
    """2027年12月."""
    if not row["due"]:
        return ""
    year, month, _rest = row["due"].split("-")
    return f"{year}年{int(month)}月"


@override(KEPT_IN)
def announcement(
    year: ProjectYear,
    measure: BallotMeasure,
    ballots: Sequence[ProjectBallot],
    meeting: str,
    *,
    adds: bool = False,
) -> Draft:
    """主席团公告: who met, the chosen, every round with its counts, the rule, 现予公告 (procedures §8).

    ``adds``: a later meeting chose for the places that were left open; all that was chosen is told again.
    """
    last = [one for one in ballots if one.status == "valid"][-1]
    whole = whole_of(last)
    place, count = year.jurisdiction.name, added_by(ballots)
    of = f"{place}{year.year}年民生实事项目"
    chose = (
        f"另行票决{of}空缺的名额，补充确定{count}项，连同以前确定的共" if adds else f"票决确定{of}"
    )
    lines = [
        f"{meeting}于{day(last.announced_on)}以无记名投票方式，{chose}"
        f"{len(whole.chosen)}项。现将结果公告如下：",
        "一、选定的民生实事项目",
        chosen_table(last),
        "二、投票和计票",
    ]
    for ballot in ballots:
        lines.append(f"{round_words(ballot)}{heads(ballot.figures)}")
        if ballot.status == "valid":
            lines += [count_table(ballot), ""]
        else:
            lines.append("收回的选票多于发出的选票，投票无效，选票封存，重新投票。")
    lines.append(f"依据《{measure.title}》，{RESULT[measure.ballot]}")
    if whole.reserve:
        names = "、".join(whole.reserve)
        lines.append(f"备选项目：{names}。备选项目不自动递补。")
    lines.append("现予公告。")
    return Draft(f"{of}票决结果{'补充' if adds else ''}公告", "\n".join(lines))


def added_by(ballots: Sequence[ProjectBallot]) -> int:
    """How many the agenda item of the newest round chose beyond those before it."""
    counted = [one for one in ballots if one.status == "valid"]
    before = [one for one in counted if one.item_id != counted[-1].item_id]
    chosen = [len(one.result["whole"]["chosen"]) for one in (*before[-1:], counted[-1])]
    return chosen[-1] - (chosen[0] if before else 0)


def counts_of(ballots: Sequence[ProjectBallot]) -> list[str]:
    """The counts of every vote; where there was more than one, each under its own words."""
    told = len(ballots) > 1
    return [
        line
        for one in ballots
        for line in ([round_words(one)] if told else []) + [count_table(one), ""]
    ]


@override(KEPT_IN)
def brief(
    year: ProjectYear,
    measure: BallotMeasure,
    ballots: Sequence[ProjectBallot],
    meeting: str,
    *,
    adds: bool = False,
) -> Draft:
    """简报: how the projects came about, what was chosen, the votes, what comes next; of a later vote what it added."""
    counted = [one for one in ballots if one.status == "valid"]
    last, shown = counted[-1], counted[-1:] if adds else counted
    whole, listed = whole_of(last), on_ballot(last.list)
    place, count = year.jurisdiction.name, len(whole.chosen)
    of = f"{place}{year.year}年民生实事项目"
    chosen = [row for row in listed if row["project"] in set(last.result["whole"]["chosen"])]
    money = wan(sum(row["cost_yuan"] or 0 for row in chosen))
    again = f"共进行{len(ballots)}次投票。" if len(ballots) > 1 else ""
    told = (
        f"{meeting}另行票决{of}空缺的名额。{heads(last.figures)}补充确定{added_by(ballots)}项，"
        f"连同以前确定的共{count}项，估算投资{money}。"
        if adds
        else f"{meeting}票决{of}。{heads(ballots[0].figures)}{again}从{len(listed)}个候选项目中"
        f"选定{count}项，估算投资{money}。"
    )
    lines = [
        f"{day(last.announced_on)}，{told}",
        "一、选定的项目",
        chosen_table(last),
        "二、票数",
        *counts_of(shown),
        "三、下一步",
        f"票决结果由主席团公告，报县级人大常委会备案；{place}人民政府制定实施计划，代表监督小组跟踪督导，"
        "下一次会议听取完成情况的报告并进行满意度测评。",
    ]
    what = "另行票决后" if adds else "票决"
    return Draft(f"{place}{what}选定{year.year}年民生实事项目{count}项", "\n".join(lines))


def result_words(outcome_next: str) -> str:
    """What the measure says must follow, in words."""
    return {
        "announce": _("可以公告"),
        "revote_tied": _("对得票相同的再次票决"),
        "vote_again": _("在本次会议上另行票决"),
        "next_meeting": _("在下次会议上另行票决"),
        "confirm": _("名单整体付表决"),
        "redo": _("重新投票"),
        "mend_sheet": _("核对计票报告单"),
    }[outcome_next]

"""主持词: what the chair says, word for word – opening, quorum, every item, the vote, the result, the closing.

What already happened is said as it was recorded; what is still to come is said with both endings, so that the
chair reads the one that applies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import override

from oversight.meetings.drafts.words import acted_on, greeting, matter, title_of, whole_of
from oversight.meetings.models import AgendaItem, Meeting, Question
from oversight.meetings.papers import KEPT_IN, Draft, numeral
from oversight.meetings.rules.kinds import kind_of, must_vote
from oversight.meetings.rules.quorum import Quorum
from oversight.voting.models import Poll
from oversight.voting.pages.words import scrutineer_words
from oversight.voting.rules.reach import votes_needed
from oversight.voting.rules.sheet_form import WITH_BALLOTS


@dataclass(frozen=True)
class Course:
    """议题的进程: its votes, oldest first, and the questions to be put, in the chair's order."""

    polls: Sequence[Poll] = ()
    questions: Sequence[Question] = field(default_factory=tuple)


@override(KEPT_IN)
def script(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    quorum: Quorum,
    courses: Mapping[str, Course],
    sitting: Sequence[str] = (),
) -> Draft:
    """The whole of it, from the record as it stands."""
    parts = [("宣布开会", opening(meeting, quorum, sitting)), ("宣布议程", agenda(meeting, items))]
    for number, item in enumerate(items, start=1):
        course = courses.get(item.public_id, Course())
        words = of_item(meeting, number, item, quorum, course)
        parts.append((f"第{numeral(number)}项议程", words))
    parts.append(
        (
            "宣布闭会",
            f"{greeting(meeting)}：\n本次会议的各项议程已经进行完毕。现在我宣布，{meeting.title}闭会。",
        )
    )
    text = "\n".join(
        f"{numeral(number)}、{head}\n{body}" for number, (head, body) in enumerate(parts, start=1)
    )
    return Draft(f"{meeting.title}主持词", text)


def opening(meeting: Meeting, quorum: Quorum, sitting: Sequence[str]) -> str:
    """应到、实到, the quorum, and that the meeting is opened; before the desk has counted, both endings."""
    lines = [f"{greeting(meeting)}："]
    base, present = meeting.opening_base, meeting.opening_present
    if base and present:
        lines.append(
            f"本次会议应到{base}人，实到{present}人，符合法定人数。现在我宣布，{meeting.title}开会。"
        )
    else:
        lines += [
            f"本次会议应到{quorum.base}人，法定人数为{quorum.needed}人。请工作人员报告到会人数。",
            f"（到会{quorum.needed}人以上）出席人数符合法定人数。现在我宣布，{meeting.title}开会。",
            f"（到会不足{quorum.needed}人）出席人数不足法定人数，会议暂不开会，请工作人员联系未到的人员。",
        ]
    if sitting:
        lines.append(f"列席今天会议的有：{'、'.join(sitting)}。")
    return "\n".join(lines)


def agenda(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    """The items one by one."""
    lines = [f"本次会议的议程共{len(items)}项："]
    last = len(items)
    lines += [
        f"（{numeral(number)}）{title_of(item)}{'。' if number == last else '；'}"
        for number, item in enumerate(items, start=1)
    ]
    return "\n".join([*lines, "下面，按照议程进行。"])


def of_item(meeting: Meeting, number: int, item: AgendaItem, quorum: Quorum, course: Course) -> str:
    """Report, questions, deliberation, vote and result of one item."""
    lines = [f"现在进行第{numeral(number)}项议程：{title_of(item)}。"]
    if item.reporter:
        lines.append(f"请{item.reporter}作报告。")
    if item.state == "not_put":
        return "\n".join([*lines, f"经研究，这项议题暂不付表决。{item.state_reason}"])
    lines += asking(course.questions)
    lines.append("请审议。" if not course.questions else "询问到此结束，请继续审议。")
    if item.without_vote:
        return "\n".join([*lines, f"会议决定：{item.result_text}"])
    must = must_vote(item.kind, item.about_kind)
    if not course.polls and not must:
        lines.append("审议到此结束。请办公室根据审议情况整理审议意见。")
        return "\n".join(lines)
    if not course.polls:
        return "\n".join([*lines, *unprepared(meeting, item, quorum)])
    for poll in course.polls:
        lines += voting(meeting, item, poll)
    return "\n".join(lines)


def asking(questions: Sequence[Question]) -> list[str]:
    """Who asks whom, in the order that the chair has set."""
    if not questions:
        return []
    lines = ["下面进行询问。请提问人简明提问，请被询问单位负责人当场答复。"]
    for number, one in enumerate(questions, start=1):
        title = f"（{one.asker_title or one.get_capacity_display()}）"
        to = f"请{one.unit.name}答复。" if one.unit else ""
        first = "首先请" if number == 1 else "请"
        lines.append(f"{first}{one.asker_name}{title}提问。{to}")
    return lines


def unprepared(meeting: Meeting, item: AgendaItem, quorum: Quorum) -> list[str]:
    """A vote that is not prepared yet: how the chair puts it and announces it by the body's own rule."""
    needed = quorum.base // 2 + 1
    secret = kind_of(item.kind).secret
    way = "无记名投票表决" if secret else "表决"
    if item.kind in RATED:
        return [
            f"现在{acted_on(item, '满意度测评')}。请在满意、基本满意、不满意中选择一项。",
            *BALLOT_WORDS,
            "请总监票人报告测评结果。现在我宣布测评结果。",
        ]
    if item.kind in SEVERAL:
        return [
            f"现在{acted_on(item, way)}。",
            *BALLOT_WORDS,
            f"得票超过{whole_of(meeting)}的半数，即{needed}票以上的，通过。请总监票人报告计票结果。现在我宣布结果。",
        ]
    return [
        f"审议到此结束。现在{acted_on(item, way)}。",
        *(BALLOT_WORDS if secret else KEY_WORDS),
        f"（赞成{needed}票以上）赞成票超过{whole_of(meeting)}的半数，{matter(item)}，通过。",
        f"（赞成不足{needed}票）赞成票没有超过{whole_of(meeting)}的半数，{matter(item)}，未通过。",
    ]


RATED = frozenset({"appraisal"})
SEVERAL = frozenset({"projects", "election"})
KEY_WORDS = (
    "请按表决器。赞成的，请按“赞成”；反对的，请按“反对”；弃权的，请按“弃权”。现在开始表决。",
    "表决结束，请显示表决结果。",
)
HAND_WORDS = (
    "请举手表决。赞成的，请举手；请放下。反对的，请举手；请放下。弃权的，请举手；请放下。",
    "表决结束，请工作人员报告票数。",
)
BALLOT_WORDS = (
    "请工作人员分发表决票。请核对：票数与到会人数相符，每人一张。",
    "表决票已发齐。请按票上的说明填写；监票人先投票，其他人员依次投票。",
    "投票结束。请总监票人、监票人清点收回的票数。",
)
MIXED_WORDS = (
    "会场人员请按表决器。赞成的，请按“赞成”；反对的，请按“反对”；弃权的，请按“弃权”。现在开始表决。",
    "视频参加的人员请举手表决。赞成的，请举手；请放下。反对的，请举手；请放下。弃权的，请举手；请放下。",
    "表决结束，两种方式的票数合并计算，请工作人员报告票数。",
)
OPENING = "请监票人用各自的密钥开启总和。只开启总数，任何人的选票都不开启。"
CARD_WORDS = (
    "本次表决使用投票卡，无记名电子投票。请票证组报告投票卡印制、剩余、作废和发出的张数，请监票人核对：发出的张数不多于到会人数。",
    "请核对投票页地址、配置校验值与大屏显示的一致。没有投票卡的，请举手；要用纸质票的，请在开始以前交回投票卡换领。",
    "现在开始投票。请用投票卡打开投票页，选好以后核对、投出，保存回执。",
    "（倒计时结束，仍有人没有投出的，可以延长）还没有投出的，请抓紧时间。",
    "现在结束投票。请稍候，系统逐票核验。",
)
NAMED_WORDS = (
    "本次表决采用记名方式。请用自己的手机打开“去表决”，赞成的，请按“赞成”；反对的，请按“反对”；弃权的，请按“弃权”。现在开始表决。",
    "没有用手机表决的，请工作人员唱名，叫到的请回答赞成、反对或者弃权。",
    "表决结束。请监票人在计票报告单上签字。",
)
PUT = {
    "keypad": KEY_WORDS,
    "cards": CARD_WORDS,
    "hands": HAND_WORDS,
    "paper": BALLOT_WORDS,
    "mixed": MIXED_WORDS,
    "named": NAMED_WORDS,
}


def voting(meeting: Meeting, item: AgendaItem, poll: Poll) -> list[str]:
    """How this vote is put, declared valid, and announced; the announced words where they were said."""
    if poll.state == "cancelled":
        return [f"这次表决已取消：{poll.end_reason}"]
    lines = []
    if poll.scrutineers:
        lines.append(f"本次表决由{scrutineer_words(poll.scrutineers)}监票。")
    act = acted_on(item, "满意度测评" if poll.kind == "satisfaction" else "表决")
    again = f"第{numeral(poll.round)}轮" if poll.round > 1 else ""
    lines.append(f"现在{again}{act}。{how_many(poll)}")
    lines += PUT[poll.method]
    if poll.method in WITH_BALLOTS:
        lines += declaring(poll)
    if poll.method == "cards" and poll.state != "void":
        lines.append(OPENING)
    if poll.state == "void":
        return lines
    if poll.is_announced:
        return [*lines, "现在我宣布表决结果。", *poll.announcement.splitlines()]
    return [*lines, *announcing(meeting, poll)]


def how_many(poll: Poll) -> str:
    """Of how many one may choose how many."""
    if poll.kind == "choose":
        if poll.ballot_terms.exact:
            return f"共{len(poll.options)}项，每人正好选{poll.k}项，多选、少选的票都无效。"
        return f"共{len(poll.options)}项，每人最多选{poll.k}项，多选的票无效。"
    if poll.chooses and poll.kind == "vote":
        return f"共{len(poll.options)}项，逐项表示赞成、反对或者弃权，应选{poll.k}项。"
    if poll.kind == "ranking":
        return f"共{len(poll.options)}项，请排出前{poll.k}位。"
    if poll.kind == "satisfaction":
        return "请在满意、基本满意、不满意中选择一项。"
    return ""


def declaring(poll: Poll) -> list[str]:
    """收回的票不多于发出的票: valid; more: void."""
    if poll.issued is None or poll.returned is None:
        return [
            "请总监票人报告发出和收回的票数。",
            f"（收回的票数不多于发出的票数）收回的票数不多于发出的票数，本次表决有效。{count_word(poll)}",
            "（收回的票数多于发出的票数）收回的票数多于发出的票数，本次表决无效，重新进行表决。",
        ]
    what = "投票卡" if poll.method == "cards" else "表决票"
    counted = f"发出{what}{poll.issued}张，收回{poll.returned}张。"
    if poll.state == "void":
        return [f"{counted}收回的票数多于发出的票数，本次表决无效，重新进行表决。"]
    return [f"{counted}收回的票数不多于发出的票数，本次表决有效。{count_word(poll)}"]


def count_word(poll: Poll) -> str:
    """What follows on the declaration: a count by hand, unless cards were used."""
    return "" if poll.method == "cards" else "请计票。"


def announcing(meeting: Meeting, poll: Poll) -> list[str]:
    """Both endings by the rule of the vote, without a figure of the count."""
    lines = ["请总监票人报告计票结果。" if poll.method in WITH_BALLOTS else "请报告表决结果。"]
    needed = votes_needed(poll.kind, poll.rule, poll.base)
    if needed is None:
        return [*lines, f"现在我宣布：{poll.title}，结果如总监票人所报告。"]
    whole = whole_of(meeting)
    if len(poll.options) > 1:
        lines.append(f"得票超过{whole}的半数，即{needed}票以上的，通过。")
        if poll.chooses:
            lines.append(f"通过的多于{poll.k}项的，取得票多的前{poll.k}项。现在我宣布通过的各项。")
        return lines
    return [
        *lines,
        f"（赞成{needed}票以上）赞成票超过{whole}的半数。我宣布：{poll.title}，通过。",
        f"（赞成不足{needed}票）赞成票没有超过{whole}的半数。我宣布：{poll.title}，未通过。",
    ]

"""计票报告单、公告、会议情况报告: written from announced results alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.meetings.drafts.named import voters
from oversight.meetings.drafts.words import (
    about,
    acted_on,
    box,
    boxes,
    local_day,
    matter,
    moment,
    sign,
    table,
    title_of,
    whole_of,
)
from oversight.meetings.models import AgendaItem, AnswerPromise, Meeting
from oversight.meetings.papers import KEPT_IN, Draft, day, days, item_words, numeral
from oversight.meetings.queries import appointments
from oversight.meetings.rules.quorum import Quorum
from oversight.voting.announcing import as_written, left_of, standing
from oversight.voting.models import CountSheet, Poll, SheetSignature
from oversight.voting.pages.words import (
    cell_word,
    cited_basis,
    column_word,
    entered_word,
    option_of,
    quorum_word,
    recusal_word,
    rule_word,
)
from oversight.voting.queries import form_of, recusals_of
from oversight.voting.rules.sheet_form import SILENT, WITH_BALLOTS, SheetForm
from oversight.voting.values import Outcome

CAPACITIES = {"chief_scrutineer": "总监票人", "scrutineer": "监票人", "teller": "计票人"}
BALLOTS = (("issued", "发出票"), ("returned", "收回票"), ("valid", "有效票"), ("invalid", "无效票"))


@override(KEPT_IN)
def count_sheet(meeting: Meeting, poll: Poll, sheet: CountSheet, outcome: Outcome) -> Draft:
    """计票报告单: heads, counts, result, corrections with their witness, who signed how, lines to sign on."""
    figures = outcome.figures
    heads = [
        ("表决事项", poll.title),
        ("会议", meeting.title),
        ("表决方式", method_words(poll)),
        ("计票规则", f"{cited_basis(poll)}；{rule_word(poll)}"),
        ("应到", f"{figures['base']}人"),
        ("实到", f"{figures['present']}人"),
        *((word, f"{figures[code]}张") for code, word in BALLOTS if code in figures),
    ]
    if poll.by_video:
        heads.append(("会场、视频", f"会场{poll.in_hall}人，视频{poll.by_video}人"))
    if poll.quorum:
        heads.append(("法定人数", quorum_word(poll)))
    parts = [
        boxes(heads),
        counts(poll, outcome),
        *([box("谁怎样表决", voters(poll))] if poll.method == "named" else []),
        "",
        *([box("回避", recusals(poll))] if poll.recusals else []),
        box("表决结果", result_words(poll, outcome)),
        box("改动记录", corrections(poll, sheet, outcome)),
        box("签字记录", signatures(sheet)),
    ]
    parts += [sign(word, name) for word, name in signing_lines(sheet)]
    return Draft(f"{poll.title}计票报告单"[:200], "\n".join(parts))


def method_words(poll: Poll) -> str:
    """无记名，纸质票; 记名表决 says already that it is named."""
    word = "无记名，" if poll.secret else "" if poll.method == "named" else "记名，"
    return f"{word}{poll.get_method_display()}"


def counts(poll: Poll, outcome: Outcome) -> str:
    """The totals by option; two methods stand in two rows before their sum."""
    form = form_of(poll)
    heads = ["序号", "事项", *(head_of(form, column) for column in form.columns)]
    rows: list[list[object]] = []
    single = len(outcome.figures["parts"]) == 1
    for number, row in enumerate(outcome.figures["rows"], start=1):
        if not single:
            for part in outcome.figures["parts"]:
                one = part["rows"][number - 1]
                words = {
                    "keypad": "会场按表决器",
                    "hands": "视频举手",
                    "paper": "纸质票",
                    "cards": "投票卡",
                }
                rows.append(
                    ["", words[part["method"]], *(one.get(c.code, "–") for c in form.columns)]
                )
        name = row["name"] if single else f"{row['name']}（合计）"
        rows.append([number, name, *(row.get(column.code, "–") for column in form.columns)])
    return table(heads, ([str(each) for each in row] for row in rows))


def head_of(form: SheetForm, column: Any) -> str:
    return column_word(column, form) if column.code == SILENT else _(column.label) % column.values


def result_words(poll: Poll, outcome: Outcome) -> str:
    """What the announcement says last: 现在宣布 and what passed."""
    last = outcome.text.strip().splitlines()[-1] if outcome.text else ""
    named = entered_word(poll.announced_label, poll.announced_entered_by)
    announced = f"{named}于{moment(poll.announced_at)}宣布。"
    return f"{as_written(last)}\n{announced}"


def corrections(poll: Poll, sheet: CountSheet, outcome: Outcome) -> str:
    """Every corrected cell: old, new, why, in whose presence; none of an option whose counts are withheld."""
    form, made = form_of(poll), sheet.content["corrections"]
    told = [one for one in made if option_of(form, one["cell"]) not in outcome.withheld]
    sides = {"first": "甲", "second": "乙"}
    lines = [
        f"{numeral(number)}、{sides[one['side']]}：{cell_word(form, one['cell'])}由{one['old']}改为{one['new']}，"
        f"{one['reason'].rstrip('。')}；在场监票人{one['witness']}，改动人{one['by']}{confirmed(one)}。"
        for number, one in enumerate(told, start=1)
    ]
    if len(told) < len(made):
        lines.append("不出结果的各项，改动不列。")
    return "\n".join(lines) or "没有改动。两人分别录入，各格一致。"


def confirmed(correction: dict[str, Any]) -> str:
    """Who confirmed that the other's entry was corrected."""
    name = correction.get("confirmed_by", "")
    return f"，由{name}确认" if name else ""


def signatures(sheet: CountSheet) -> str:
    """Who confirmed the locked sheet, how and when, with its check value."""
    lines = [
        f"{CAPACITIES[one.capacity]}{one.name}：{moment(one.signed_at)}，{way_words(one)}。"
        for one in sheet.signatures.all()
    ]
    return "\n".join([*lines, f"报告单校验值：{sheet.sha256[:16]}。"])


def way_words(one: SheetSignature) -> str:
    """How somebody signed; of a drawn one also whose device it was or who gave out its code."""
    held = {
        "drawn": f"（设备由{one.signed_label}的账号提供）",
        "phone": f"（签字码由{one.signed_label}发出）",
    }
    return f"{one.get_way_display()}{held.get(one.way, '')}"


def recusals(poll: Poll) -> str:
    """Of every option from which somebody recused: how many, the base that is left, who and why."""
    form, rows = form_of(poll), recusals_of(poll)
    lines = []
    for number, option in enumerate(form.options):
        words = [recusal_word(one) for one in rows if one.option == option]
        if words:
            base = form.base_of(number)
            lines.append(
                f"{option}：回避{len(words)}人，不计入基数，基数{base}人。{'、'.join(words)}"
            )
    return "\n".join(lines)


def signing_lines(sheet: CountSheet) -> list[tuple[str, str]]:
    """The lines for the paper, in the order of the capacities."""
    found = []
    for capacity, word in CAPACITIES.items():
        found += [(word, one.name) for one in sheet.signatures.all() if one.capacity == capacity]
    return found


@override(KEPT_IN)
def announcement(meeting: Meeting, item: AgendaItem, poll: Poll, outcome: Outcome) -> Draft:
    """表决结果公告: who met, how it was voted, every count, the rule, what passed (procedures §8)."""
    figures = outcome.figures
    rated = poll.kind == "satisfaction"
    act = acted_on(item, "满意度测评" if rated else "表决")
    said = f"{local_day(poll.announced_at)}，{meeting.title}{act}。"
    voters = f"{whole_of(meeting)}{figures['base']}人，实到{figures['present']}人。"
    ballots = "，".join(f"{word}{figures[code]}张" for code, word in BALLOTS if code in figures)
    how = f"表决方式：{'无记名' if poll.secret else '记名'}，{poll.get_method_display()}。"
    lines = [said + voters + how + (f"{ballots}。" if ballots else "")]
    if len(figures["rows"]) == 1:
        lines.append(one_row(poll, outcome))
    else:
        lines += ["各项得票如下：", graded_table(poll, outcome), ""]
    lines += recused_line(outcome)
    lines.append(f"依据{cited_basis(poll)}，按“{rule_word(poll)}”计票。")
    lines += [decided(poll, outcome), *persons(item, poll, outcome), "现予公告。"]
    word = "结果" if matter(item).endswith("测评") else ("测评结果" if rated else "表决结果")
    return Draft(f"{about(item)}{word}的公告"[:200], "\n".join(lines))


def persons(item: AgendaItem, poll: Poll, outcome: Outcome) -> list[str]:
    """人事任免: whom the meeting appointed or removed, from which post, and on whom it did not agree."""
    voted = appointments.voted_in(item, poll)
    yes = [appointments.asked_of(one) for one in voted if one.option in outcome.passed]
    no = [appointments.asked_of(one) for one in voted if one.option not in outcome.passed]
    lines = [f"会议决定：\n{'；'.join(yes)}。"] if yes else []
    return [*lines, *([f"没有通过：\n{'；'.join(no)}。"] if no else [])]


def recused_line(outcome: Outcome) -> list[str]:
    """回避：县民政局1人（在被测评单位任职），基数44人 …: how many and why, no name; nothing where nobody did."""
    words = [
        f"{one.option}{one.count}人（{one.why}），基数{one.base}人"
        for one in left_of(outcome.figures)
    ]
    return [f"回避的不计入基数：{'；'.join(words)}。"] if words else []


def one_row(poll: Poll, outcome: Outcome) -> str:
    """赞成22票，反对3票，弃权2票，未按2人。"""
    row, form = outcome.figures["rows"][0], form_of(poll)
    if "withheld" in row:
        return str(row["withheld"])
    words = []
    for column in form.columns:
        if column.code == SILENT and not row[SILENT]:
            continue
        by_ballot = poll.method in WITH_BALLOTS
        unit = "张" if column.code == SILENT and by_ballot else "票"
        unit = "人" if column.code == SILENT and not by_ballot else unit
        words.append(f"{head_of(form, column)}{row[column.code]}{unit}")
    return "，".join(words) + "。"


def graded_table(poll: Poll, outcome: Outcome) -> str:
    """Every option with its counts and what became of it."""
    form = form_of(poll)
    heads = ["序号", "事项", *(head_of(form, column) for column in form.columns), "结果"]
    return table(
        heads,
        (
            [
                str(number),
                row["name"],
                *(str(row.get(column.code, "–")) for column in form.columns),
                became(poll, outcome, row["name"]),
            ]
            for number, row in enumerate(outcome.figures["rows"], start=1)
        ),
    )


def became(poll: Poll, outcome: Outcome, name: str) -> str:
    """通过、入选、满意 …"""
    if name in outcome.withheld:
        return "人数不够，不出结果"
    if poll.kind == "satisfaction":
        grades = {"satisfied": "满意", "basically_satisfied": "基本满意", "dissatisfied": "不满意"}
        return grades.get(outcome.grades.get(name) or "", "只公布比率")
    return standing(poll, outcome, name)


def decided(poll: Poll, outcome: Outcome) -> str:
    """The sentence that decides, as it was announced."""
    last = outcome.text.strip().splitlines()[-1] if outcome.text else ""
    if poll.kind == "satisfaction":
        named = [
            f"{name}{became(poll, outcome, name)}"
            for name in (row["name"] for row in rows_of(outcome))
        ]
        return "测评结果：" + "，".join(named) + "。"
    return as_written(last)


def rows_of(outcome: Outcome) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = outcome.figures["rows"]
    return rows


@override(KEPT_IN)
def report_up(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    quorum: Quorum,
    promises: Sequence[AnswerPromise] = (),
) -> Draft:
    """会议情况报告: how the meeting went, what became of every item, what was promised."""
    place = f"在{meeting.place_text}" if meeting.place_text else ""
    base, present = meeting.opening_base or quorum.base, meeting.opening_present or quorum.present
    head = f"现将{meeting.title}有关情况报告如下："
    went = (
        f"会议于{days(meeting)}{place}举行"
        + (f"，由{meeting.chair}主持" if meeting.chair else "")
        + f"。应到{base}人，开会时实到{present}人，符合法定人数。会议议程{len(items)}项。"
    )
    lines = [
        f"（{numeral(number)}）{title_of(item)}。{item_words(item)}"
        for number, item in enumerate(items, start=1)
    ]
    parts = [("会议基本情况", went), ("议题办理情况", "\n".join(lines))]
    if promises:
        told = [
            f"（{numeral(number)}）{one.unit.name}：{one.text.rstrip('。')}"
            + (f"，期限{day(one.due)}。" if one.due else "。")
            for number, one in enumerate(promises, start=1)
        ]
        parts.append(("询问答复中的承诺", "\n".join(told)))
    text = "\n".join(
        f"{numeral(number)}、{name}\n{body}" for number, (name, body) in enumerate(parts, start=1)
    )
    return Draft(f"关于{meeting.title}有关情况的报告", f"{head}\n{text}\n特此报告。")

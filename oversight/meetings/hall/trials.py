"""试投的结果: drawn as a result is, with the word 试投; invented choices, so that everybody sees that it works."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.meetings.hall.cards import compared_marks
from oversight.meetings.hall.results import ROWS, Bar, GradeRow, ResultShown, choice_bars, share
from oversight.meetings.hall.values import part_of
from oversight.voting.models import BallotBox, Poll
from oversight.voting.queries import form_of
from oversight.voting.rules.card_questions import PART, answer_codes, cells_of
from oversight.voting.rules.sheet_form import GRADES, SILENT, SheetForm
from oversight.voting.secret.queries import box_of, cards_of, invalid_of


def opened_trial(poll: Poll) -> BallotBox | None:
    """The trial whose total was opened, until the vote itself begins."""
    trial = box_of(poll, trial=True) if poll.method == "cards" else None
    if poll.state != "prepared" or trial is None or trial.state != "decrypted" or not trial.result:
        return None
    return trial


def shown(box: BallotBox, at: datetime) -> ResultShown:
    """The opened total of a trial: bars, or a table where several are rated; nothing passes or fails."""
    poll, cards = box.poll, cards_of(box)
    form, out = form_of(poll), cards.handed_out if cards is not None else 0
    rejected = invalid_of(box)
    cells = cells_of(form, box.result or [], box.ballots or 0, rejected)
    rated = form.kind == "satisfaction" and len(form.options) > 1
    bars = [] if rated else bars_of(form, cells, poll, out)
    table = grades_of(form, cells) if rated else []
    heads = [
        (pgettext("ballots", "发出"), out),
        (pgettext("ballots", "收到"), (box.ballots or 0) + rejected),
    ]
    return ResultShown(
        title=_("试投结果（不计票）：%(title)s") % {"title": poll.title},
        heads=[
            *heads,
            (pgettext("ballots", "有效"), cells[f"{PART}.valid"]),
            (pgettext("ballots", "无效"), cells[f"{PART}.invalid"]),
        ],
        bars=part_of(bars, ROWS, at) if bars else None,
        table=part_of(table, ROWS, at) if table else None,
        columns=[_(label) for _code, label in GRADES] if table else (),
        half=None,
        half_word="",
        basis=_(
            "试投只为熟悉怎样投，投了什么都不算。正式表决由主持人宣布开始，用同一张投票卡再投一次。"
        ),
        large=len(bars) <= 5 and not table,
        graded=False,
    )


def row_of(form: SheetForm, cells: dict[str, int], row: int) -> dict[str, int]:
    codes = [*answer_codes(form), SILENT] if form.kind != "choose" else ["yes"]
    return {code: cells[f"{PART}.{row}.{code}"] for code in codes}


def bars_of(form: SheetForm, cells: dict[str, int], poll: Poll, out: int) -> list[Bar]:
    """One matter by its keys, several by their votes in favour in the order of the ballot."""
    if len(form.options) == 1 and form.kind != "choose":
        return choice_bars(poll, row_of(form, cells, 0), of=out)
    found = []
    for row, name in enumerate(form.options):
        count = cells[f"{PART}.{row}.yes"]
        found.append(Bar(row + 1, name, count, share(count, out), unit=_("票")))
    return found


def grades_of(form: SheetForm, cells: dict[str, int]) -> list[GradeRow]:
    """Counts of the grades alone: a trial gives no grade."""
    return [
        GradeRow(
            row + 1, name, [cells[f"{PART}.{row}.{code}"] for code, _word in GRADES], "", False
        )
        for row, name in enumerate(form.options)
    ]


def foot(box: BallotBox) -> list[str]:
    """The booth's check value, which cards tell to compare."""
    word, value = compared_marks(box)[0]
    return [f"{word} {value}"]

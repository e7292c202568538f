"""投票卡表决的话: numbers of the cards, what came in, who has opened, check values, each as a pair of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from secret_ballot.findings import SENTENCES

from oversight.ui.formats import check_value, short_moment
from oversight.voting.models import BallotBox, CardList, InvalidSignature, Poll, RejectedBallot
from oversight.voting.queries import form_of
from oversight.voting.secret.archive_words import archive_facts
from oversight.voting.secret.board import card_of
from oversight.voting.secret.browser_verifier import answer_words
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.invalid import signed_of
from oversight.voting.secret.queries import (
    box_of,
    cards_of,
    counted_cards,
    invalid_of,
    replaced_of,
)
from oversight.voting.secret.showing import counted, marks_of, opening_of, seconds_left

Facts = list[tuple[str, str]]


def labels() -> dict[str, str]:
    """The buttons: verb and object."""
    return {
        "freeze_ballot": _("冻结电子票"),
        "fix_cards": _("确定投票卡名单"),
        "replace_cards": _("更换投票卡名单"),
        "open_trial": _("开始试投"),
        "close_trial": _("结束试投"),
        "show_close": _("改倒计时"),
        "sign_invalid": _("认定选票无效"),
        "add_decryption": _("代交开启的文件"),
        "change_method": _("登记改用其他方式"),
    }


def holder_names(box: BallotBox) -> str:
    return _("、").join(one.name for one in box.key_set.holders.order_by("number"))


def list_facts(box: BallotBox | None) -> Facts:
    """The numbers of the list of cards, once it is fixed."""
    row = cards_of(box) if box is not None else None
    return number_facts(row) if row is not None else []


def number_facts(row: CardList) -> Facts:
    values = {
        "printed": row.printed, "left": row.left_over, "spoiled": row.spoiled,
        "paper": row.surrendered, "out": row.handed_out,
    }  # fmt: skip
    text = _("印制 %(printed)d − 剩余 %(left)d − 作废 %(spoiled)d = 发出 %(out)d 张")
    if row.surrendered:
        text = _(
            "印制 %(printed)d − 剩余 %(left)d − 作废 %(spoiled)d − 交回换纸票 %(paper)d = 发出 %(out)d 张"
        )
    found: Facts = [(_("投票卡"), text % values)]
    if row.surrendered:
        found.append((_("换领纸质票"), _("%(n)d 张") % {"n": row.surrendered}))
    by = {"name": row.fixed_label, "at": short_moment(row.fixed_at), "sha": check_value(row.sha256)}
    found.append((_("名单"), _("%(name)s %(at)s 登记，校验值 %(sha)s") % by))
    return found


def revote_facts(box: BallotBox) -> Facts:
    """Whether a card may vote again, and by what clause."""
    text = _("结束前可以，以最后一次为准（%(clause)s）") % {"clause": box.revote_clause}
    return [(_("重投"), text if box.may_revote else _("不可以，一张卡只投一张票"))]


def board_facts(box: BallotBox) -> Facts:
    """公示板: the ballots that count, and beside them those that a later one of the same card has replaced."""
    found: Facts = [(_("公示板"), _("%(n)d 张") % {"n": box.ballots or 0})]
    if replaced := replaced_of(box):
        text = _("另有 %(n)d 张，同一张卡后来重投，不计入")
        found.append((_("重投"), text % {"n": replaced}))
    return found


def received_facts(box: BallotBox | None) -> Facts:
    """Cards that voted, of how many; never more than a number, and no newer than five seconds."""
    row = cards_of(box) if box is not None else None
    if box is None or row is None or box.state == "prepared":
        return []
    values = {"n": counted(box), "out": row.handed_out}
    text = _("%(n)d / 发出 %(out)d 张")
    if box.state == "opened":
        text = _("%(n)d / 发出 %(out)d 张，每 5 秒更新")
    found: Facts = [(_("已投票"), text % values)]
    left = seconds_left(box, timezone.now())
    if left is not None:
        text = _("%(m)d 分 %(s)02d 秒，仅供参考，以主持人宣布为准")
        found.append((_("倒计时"), text % {"m": left // 60, "s": left % 60}))
    return found


def countdown_facts(poll: Poll) -> Facts:
    """The countdown as it stands."""
    box = next((one for one in (box_of(poll, trial=True), box_of(poll)) if one and one.state == "opened"), None)  # fmt: skip
    if box is None:
        return []
    shown = short_moment(box.closes_at) if box.closes_at else _("没有显示")
    return [*received_facts(box), (_("显示的截止时间"), shown)]


def trial_result(box: BallotBox) -> Facts:
    """试投的结果: invented choices, shown to everybody so that they see that it works."""
    if box.state != "decrypted" or not box.result:
        return [(_("结果"), _("没有开启"))]
    found: Facts = [(_("票数"), _("%(n)d 张") % {"n": box.ballots or 0})]
    known = answer_words(form_of(box.poll))
    for sheet, counts in zip(box.sheets, box.result, strict=False):
        names = [known.get(one["name"], one["name"]) for one in sheet["answers"]]
        blank = [_("空白票")] if len(counts) > len(names) else []
        pairs = zip([*blank, *names], counts, strict=False)
        words = _("，").join(f"{name} {count}" for name, count in pairs)
        found.append((sheet["heading"] if len(box.sheets) > 1 else _("试投结果"), words))
    return found


@dataclass(frozen=True)
class Rejected:
    """核验不过的选票: why, who has signed it invalid and how, and who has not."""

    row: RejectedBallot
    why: str
    signed: Sequence[tuple[InvalidSignature, str]]
    missing: str


def rejected_words(box: BallotBox) -> list[Rejected]:
    words, signed = dict(InvalidSignature.CAPACITIES), signed_of(box)
    cards = {one.row.pk: card_of(one.row.raw.encode()) for one in signed if box.may_revote}
    counted = counted_cards(box, cards.values()) if box.state != "opened" else set()
    later = _("；同一张卡后来另投的一张有效，已计入")
    return [
        Rejected(
            one.row,
            why_rejected(one.row) + (later if cards.get(one.row.pk) in counted else ""),
            one.signatures,
            _("、").join(f"{words[each.capacity]}{each.name}" for each in one.missing),
        )
        for one in signed
    ]


def rejected_facts(poll: Poll) -> Facts:
    """Of each ballot that waits why, and who has signed and who has not."""
    found: Facts = []
    for box in (box_of(poll, trial=True), box_of(poll)):
        for one in rejected_words(box) if box is not None else ():
            if one.row.signed_at is None:
                done = _("、").join(each.name for each, _line in one.signed)
                found += [
                    (_("选票"), f"{one.row.hash[:16]}… {one.why}"),
                    (_("已认定"), done or _("还没有人")),
                    (_("还须认定"), one.missing),
                ]
    return found


def why_rejected(row: RejectedBallot) -> str:
    """The package's sentence, with where in the ballot."""
    chinese, english = SENTENCES.get(row.code, (row.code, row.code))
    text = english if (get_language() or "").startswith("en") else chinese
    return f"{text}（{row.where}）"


def declared_facts(poll: Poll) -> Facts:
    """发出、收回 as they follow from list and board: nobody types them."""
    box = box_of(poll)
    row = cards_of(box) if box is not None else None
    if box is None or row is None or box.ballots is None:
        return []
    bad = invalid_of(box)
    found: Facts = [
        (_("发出投票卡"), _("%(n)d 张") % {"n": row.handed_out}),
        (_("收回选票"), _("%(n)d 张") % {"n": box.ballots + bad}),
        (_("其中核验不过的"), _("%(n)d 张，监票人已认定无效") % {"n": bad} if bad else _("没有")),
        (_("没有投的"), _("%(n)d 张") % {"n": row.handed_out - box.ballots - bad}),
    ]
    if row.surrendered:
        found.append((_("换领纸质票"), _("%(n)d 人，纸质票另数") % {"n": row.surrendered}))
    return found


def opening_facts(poll: Poll) -> Facts:
    """Of the boxes that wait: who has opened."""
    found: Facts = []
    for trial in (True, False):
        box = box_of(poll, trial=trial)
        if box is None or box.state != "tallied":
            continue
        done = opening_of(box)
        names = _("、").join(one.name for one in done.missing)
        found += [
            (_("选举编号"), f"{_('试投')} {box.uuid}" if trial else box.uuid),
            *board_facts(box),
            (_("还没有交的"), names),
        ]
    return found


def freezing_facts(poll: Poll) -> Facts:
    """What is fixed with the ballot, said before the button is pressed."""
    section = governing_poll(poll).section
    words = _("、").join(poll.options[:12]) + ("…" if len(poll.options) > 12 else "")
    return [
        (_("题目"), words),
        (_("依据"), poll.measure),
        (_("先试投"), _("规则簿要求先试投") if section.trial_first else _("规则簿没有要求")),
        *archive_facts(poll),
    ]


def card_facts(poll: Poll) -> Facts:
    """What the numbers are held against."""
    least = governing_poll(poll).section.least_paper
    return [
        (_("会场实到"), _("%(n)d 人；发出的卡和换领的纸质票合计不能多于它") % {"n": poll.in_hall}),
        (_("换领纸质票"), _("没有，或者至少 %(n)d 张") % {"n": least}),
        (_("核对"), _("印制 − 剩余 − 作废 − 交回换纸票 = 发出 = 名单里的凭证数")),
    ]


def mark_words(box: BallotBox) -> list[tuple[str, str]]:
    """The check values of a box, in full."""
    marks = marks_of(box)
    return [
        (_("配置校验值"), marks.configuration),
        (_("选举指纹"), marks.election),
        (_("投票页校验值"), marks.bundle),
        (_("监票密钥指纹"), marks.keys),
        (_("回执公钥指纹"), marks.receipts),
    ]

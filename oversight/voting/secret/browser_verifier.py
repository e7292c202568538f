"""在浏览器里验证: whether an archive is small enough for it, and what the page gives its program.

The program (``frontend/verifier``) judges as ``secret_ballot.verify`` does and says it with the same sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from secret_ballot.findings import SENTENCES
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.questions import Question

from oversight.voting.models import BallotBox
from oversight.voting.queries import form_of
from oversight.voting.rules.card_questions import WORDS, answer_codes
from oversight.voting.rules.sheet_form import SILENCE, SheetForm

MS_A_PROOF = {"BELENIOS-2048": 3, "Ed25519": 3, "RFC-3526-2048": 25}
"""Milliseconds of one core for one proof in Chromium on a desk machine, as ``docs/benchmarks.md`` has them."""
CORES = 2
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class InBrowser:
    """Whether the page offers it; what it takes on a desk machine; what its program is given."""

    fits: bool
    takes: str
    ballots: int
    megabytes: int
    given: dict[str, Any]


def in_browser(box: BallotBox, *, told: bool) -> InBrowser:
    """Of a decrypted box; the result stands beside the browser's wherever it is told on the page."""
    election = read_election(box.election.encode())
    ballots = box.ballots or 0
    proofs = ballots * sum(map(proofs_of, election.questions))
    minutes = proofs * MS_A_PROOF[election.suite.name] / CORES / 60_000
    megabytes = math.ceil(ballots * box.ballot_size / MEGABYTE)
    fits = minutes <= settings.VERIFY_MINUTES and megabytes <= settings.VERIFY_MEGABYTES
    given = {
        "uuid": box.uuid,
        "fingerprint": box.fingerprint,
        "sha256": box.archive,
        "result": box.result if told else None,
        "ballots": ballots,
        "revoting": box.may_revote,
        "answers": answer_words(form_of(box.poll)),
        "findings": sentences(),
        "words": words(),
    }
    takes = _("大约 %(n)d 分钟") % {"n": math.ceil(minutes)} if minutes > 1 else _("不到 1 分钟")
    return InBrowser(fits, takes, ballots, megabytes, given)


def answer_words(form: SheetForm) -> dict[str, str]:
    """The answers of a question of the protocol, which are Chinese, in the reader's language; no name of an option."""
    return (
        {WORDS[code]: _(WORDS[code]) for code in answer_codes(form)}
        if form.kind != "choose"
        else {}
    )


def proofs_of(question: Question) -> int:
    """How many challenges and responses an answer holds."""
    return 2 * question.cells + len(question.numbers) + 3 * question.blank


def sentences() -> dict[str, str]:
    """The package's sentence of every code, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return {code: pair[english] for code, pair in SENTENCES.items()}


def words() -> dict[str, str]:
    """What the program says beside them; in braces what it fills in."""
    return {
        "loading": _("正在下载档案，{mb} MB"),
        "working": _("正在核对"),
        "progress": _("已核对 {done} / {all} 张选票"),
        "left": _("，大约还要 {left}"),
        "seconds": _("{n} 秒"),
        "minutes": _("{n} 分钟"),
        "waiting": _("等待"),
        "held": _("成立"),
        "failed": _("不成立"),
        "left_out": _("没有核对：前面的不成立"),
        "valid": _("有效：每一项核对都成立，结果与本页公布的相同。"),
        "valid_alone": _("有效：每一项核对都成立。"),
        "differs": _("这份档案的各项核对都成立，但与本页公布的不同，见下面标出的各行：请保存这份档案，向监票人和办公室提出。"),
        "another": _("这份档案的各项核对都成立，但它是另一次投票的（选举编号不同），不能和本页公布的相比。"),
        "invalid": _("无效：下面各处不成立，结果不能采信。请保存这份档案，向监票人和办公室提出。"),
        "stopped": _("已停止，没有得出结论。"),
        "broken": _("没有验证完：{why}。可以再试一次，或者用下面的命令。"),
        "not_loaded": _("档案没有下载成功"),
        "ballot_place": _("第 {n} 张选票"),
        "record_place": _("第 {n} 条记录"),
        "uuid": _("选举编号"),
        "fingerprint": _("选举指纹"),
        "sha256": _("档案校验值（SHA-256）"),
        "voters": _("名单上的投票卡"),
        "ballots": _("档案里的选票"),
        "ballots_text": _("{ballots} 张，计入 {counted} 张"),
        "all_text": _("{ballots} 张，全部计入"),
        "voters_text": _("{n} 张"),
        "same": _("与本页公布的相同"),
        "other": _("与本页公布的不同"),
        "blank": _("空白票"),
        "silent": _(SILENCE["cards"]),
        "in_it": _("在这份档案里，是第 {n} 张，已计入总和。"),
        "replaced": _("在这份档案里，是第 {n} 张；同一张卡后来又投过，以最后一次为准，这一张没有计入。"),
        "not_in_it": _("这份档案里没有这个追踪码的选票：请核对输入；没有输错的，带着回执找监票人。"),
        "replaced_or_not_in_it": _("这份档案里没有这个追踪码的选票。这次可以重投：同一张卡后来又投过的，前一张可能在公示以前就被代替，请再填卡的校验值（64 个字符），查这张卡计入的是哪一张。没有重投过、也没有输错的，带着回执找监票人。"),
        "no_tracker": _("追踪码是 43 个字符，在回执上。"),
        "no_tracker_or_card": _("追踪码是 43 个字符，在回执上；卡的校验值是 64 个字符，在投票页的“怎样用回执核对”里。"),
        "card_in_it": _("这张卡计入的是档案里的第 {n} 张，追踪码：{tracker}。追踪码和手里的回执不同、又没有重投过的，带着回执找监票人。"),
        "card_not_in_it": _("这份档案里没有这张卡的选票：请核对输入；没有输错的，带着回执找监票人。"),
    }  # fmt: skip

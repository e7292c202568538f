"""监票密钥页面的话: how far a ceremony has come, who does what next, the commands of a holder's tool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from oversight.ui.formats import short_moment
from oversight.ui.page import Step
from oversight.voting.models import KeyHolder, KeySet
from oversight.voting.rules.key_stages import ORDER, PARTS, STAGE_OF, next_part
from oversight.voting.secret import keys

BADGES = {
    **dict.fromkeys(STAGE_OF.values(), "running"),
    "assembled": "waiting",
    "active": "done",
    "ended": "returned",
}
FOLDER = "jianpiao"
"""The private folder in the commands shown: ASCII, so that it can be typed on any keyboard."""


def step_word(number: int) -> str:
    """第一步 to 第四步, and what comes after."""
    words = (_("第一步"), _("第二步"), _("第三步"), _("第四步"), _("做好"), _("启用"))
    return words[number]


def part_word(part: str) -> str:
    """What a step is for, without a word of the protocol."""
    words = {
        "certificate": _("建密钥、抄备份"),
        "commitment": _("报校验值"),
        "polynomial": _("交换密钥材料"),
        "share": _("核对确认"),
    }
    return words[part]


def next_word(part: str) -> str:
    """第二步：报校验值, what a holder does now."""
    return _("%(step)s：%(what)s") % {
        "step": step_word(PARTS.index(part)), "what": part_word(part)
    }  # fmt: skip


def doing_word(stage: str) -> str:
    """What the scrutineers do in a step and how long it takes; "" where none is under way."""
    words = {
        "certificates": _(
            "各监票人在自己的电脑上输入条上的一行命令，把屏幕上的 22 个字符抄在纸上，再照纸上的输入一遍。约三分钟，多半用在抄写。"
        ),
        "commitments": _(
            "各人的工具生成随机数，先报它的校验值，谁也不能看了别人的再改自己的。联网的工具自己办，几秒钟；用文件的，每人约两分钟。"
        ),
        "polynomials": _(
            "校验值报齐以后，各人的工具交出密钥材料，分给其他人。联网的工具自己办，几秒钟；用文件的，每人约一分钟。"
        ),
        "shares": _(
            "各人的工具核对收到的材料，确认无误。联网的工具自己办，几秒钟；用文件的，每人约两分钟。"
        ),
    }
    return words.get(stage, "")


def step_of(key_set: KeySet) -> int:
    """1 to 4 while the keys are made, 0 before and after."""
    made = list(STAGE_OF.values())
    return made.index(key_set.stage) + 1 if key_set.stage in made else 0


@dataclass(frozen=True)
class HolderRow:
    """持钥人的一行: which parts are in, what is to be done, until when the code runs."""

    holder: KeyHolder
    marks: Sequence[tuple[str, bool]]
    todo: str
    code: str
    may_be_given: bool


def rows(key_set: KeySet, holders: Sequence[KeyHolder]) -> list[HolderRow]:
    """Every holder in the order of numbers."""
    found = []
    for one in holders:
        told = keys.told_by(one)
        part = next_part(key_set.stage, told)
        making = key_set.stage in STAGE_OF.values()
        todo = next_word(part) if part else (_("等其他人") if making else "")
        marks = [(step_word(number), part in told) for number, part in enumerate(PARTS)]
        may = key_set.stage != "ended"
        found.append(HolderRow(one, marks, todo, code_words(one), may))
    return found


def code_words(holder: KeyHolder) -> str:
    """Whether a code was given out and still runs."""
    if not holder.digest or holder.expires_at is None:
        return _("还没有发仪式码")
    if not keys.code_runs(holder):
        return _("仪式码已过期限")
    return _("仪式码已发，用到 %(time)s") % {"time": short_moment(holder.expires_at)}


def headline(key_set: KeySet, holders: Sequence[KeyHolder]) -> str:
    """What the ceremony waits for, in one sentence."""
    if key_set.stage == "assembled":
        return _("当众宣读、核对指纹以后，由办公室启用")
    if key_set.stage == "active":
        return _("监票密钥已启用")
    if key_set.stage == "ended":
        return _("监票密钥已作废")
    waiting = [one for one in holders if next_part(key_set.stage, keys.told_by(one))]
    part = next(code for code, stage in STAGE_OF.items() if stage == key_set.stage)
    names = _("、").join(one.name for one in waiting)
    return _("等%(names)s：%(todo)s") % {"names": names, "todo": next_word(part)}


def chain(key_set: KeySet, holders: Sequence[KeyHolder]) -> list[Step]:
    """第一步 to 启用; a set that ended stops where it was."""
    reached = reached_by(key_set, holders)
    found = []
    for number in range(len(PARTS) + 2):
        state = "done" if number < reached else "future"
        if number == reached:
            state = "stopped" if key_set.stage == "ended" else "current"
        notes = []
        if number < len(PARTS):
            told = sum(bool(getattr(one, PARTS[number])) for one in holders)
            done = _("%(told)d / %(all)d 人") % {"told": told, "all": len(holders)}
            notes = [part_word(PARTS[number]), done]
        found.append(Step(step_word(number), state, notes=notes))
    return found


def reached_by(key_set: KeySet, holders: Sequence[KeyHolder]) -> int:
    """Which step is under way; the number of steps where all are done."""
    if key_set.stage == "assembled":
        return len(PARTS) + 1
    if key_set.stage == "active" or key_set.activated_at:
        return len(PARTS) + 2
    if key_set.stage == "ended":
        whole = [part for part in PARTS if all(getattr(one, part) for one in holders)]
        return len(whole) + (1 if key_set.assembled_at else 0)
    return ORDER.index(key_set.stage)


def time_words(taken: timedelta | None) -> str:
    """1 分 25 秒; "" where nobody has begun."""
    if taken is None:
        return ""
    minutes, seconds = divmod(int(taken.total_seconds()), 60)
    if minutes >= 60:
        values = {"hours": minutes // 60, "minutes": minutes % 60}
        return _("%(hours)d 小时 %(minutes)d 分") % values
    return _("%(minutes)d 分 %(seconds)d 秒") % {"minutes": minutes, "seconds": seconds}


def slip_head(place: str, title: str) -> str:
    """Place and set on a slip; a title that begins with the place is enough."""
    return title if title.startswith(place) else f"{place}　{title}"


def spoken(fingerprint: str) -> list[str]:
    """Groups of four, as they are read aloud."""
    return [fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4)]


@dataclass(frozen=True)
class FileStep:
    """用文件办的一步: what to fetch, the commands, what to hand over, in which field."""

    title: str
    fetch: Sequence[str]
    commands: Sequence[str]
    hand_over: str
    field: str


def file_step(key_set: KeySet, holder: KeyHolder) -> FileStep | None:
    """What the holder does now on the own machine; None while the others are waited for."""
    part = next_part(key_set.stage, keys.told_by(holder))
    tool, values = f"jiannuo-ballot trustee {{}} --folder {FOLDER}", key_set
    shared = f"--certificates certificates.txt --threshold {values.threshold}"
    if part == "certificate":
        made = [f"{tool.format('new')} --group {values.group}", tool.format("backup")]
        return FileStep(next_word(part), (), made, f"{FOLDER}/certificate.json", "file")
    if part == "commitment":
        made = [f"{tool.format('polynomial')} {shared}"]
        hand_over = _("工具显示的一行，64 个字符")
        return FileStep(next_word(part), ("certificates.txt",), made, hand_over, "commitment")
    if part == "polynomial":
        return FileStep(next_word(part), (), (), f"{FOLDER}/polynomial.json", "file")
    if part == "share":
        received = f"received-{holder.number}.json"
        made = [f"{tool.format('share')} {shared} --received {received}"]
        fetch = ("certificates.txt", received)
        return FileStep(next_word(part), fetch, made, f"{FOLDER}/share.json", "file")
    return None


def join_command(server: str, code: str) -> str:
    """The one command of a holder whose machine is on the network."""
    return f"jiannuo-ballot trustee join --folder {FOLDER} --server {server} --code {code}"


def decrypt_command(holder: KeyHolder, uuid: str) -> str:
    """Opening the closed total by files; the number of ballots the holder reads from the wall."""
    sealed = f"--sealed sealed-{holder.number}.json"
    ballots = _("公示板上的票数")
    return f"jiannuo-ballot trustee decrypt {uuid}.bel --folder {FOLDER} {sealed} --ballots <{ballots}>"

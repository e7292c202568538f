"""个别诉求 (single_matter@1): signs that a proposal is one person's matter, which 12345 settles sooner.

Only a hint with its reasons: whoever means a project sends it as one all the same. Words for a work that many
use speak against it; without two signs, or one strong one, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from oversight.calendar.rules.reasons import Reason, gettext_noop

CODE = "single_matter@1"
ENOUGH = 2

OWN = re.compile(
    r"我家|我们?家里|我本人|俺家|自家|我(?:的)?(?:房|车|地|工资|孩子|父亲|母亲|丈夫|妻子)"
)
DOOR = re.compile(r"\d+\s*(?:号楼|栋|幢|单元|室)|\d{3,4}室")
BROKEN = re.compile(
    r"漏水|停水|停电|堵了|不亮|坏了|没人管|没人修|噪[音声]|扰民|异味|油烟|违停|乱停"
)
CLAIM = re.compile(
    r"投诉|举报|拖欠|欠薪|退款|赔偿|纠纷|打架|态度(?:差|恶劣)|补偿款|低保|报销|户口|不给办"
)
URGENT = re.compile(r"今天|昨天|昨晚|前天|刚才|这两天|马上|尽快来|现在还")
WORK = re.compile(
    r"建设|新建|修建|扩建|改造|安装|增设|增加|设立|铺设|硬化|拓宽|翻修|绿化|配备|开通|全村|全镇|村里|各村|居民都|大家"
)

TEXTS = {
    "own": gettext_noop("说的是自己家里或者本人的事（“%(word)s”）。"),
    "door": gettext_noop("写到了具体的楼栋门牌（“%(word)s”）。"),
    "broken": gettext_noop("像是报修或者扰民一类的事（“%(word)s”）。"),
    "claim": gettext_noop("像是投诉、欠款或者个人待遇的事（“%(word)s”）。"),
    "urgent": gettext_noop("说的是这几天要处理的事（“%(word)s”）。"),
}
SIGNS = (("own", OWN, 1), ("door", DOOR, 1), ("broken", BROKEN, 1), ("claim", CLAIM, 2), ("urgent", URGENT, 1))  # fmt: skip


@dataclass(frozen=True)
class Found:
    """迹象和结论: ``single`` when the page should say that 12345 settles this sooner."""

    single: bool
    reasons: tuple[Reason, ...] = ()


def look_at(title: str, text: str) -> Found:
    """What speaks for one person's matter; two words for a public work outweigh one sign."""
    whole = f"{title}\n{text}"
    reasons, weight = [], 0
    for code, pattern, each in SIGNS:
        if match := pattern.search(whole):
            reasons.append(Reason(code, TEXTS[code], {"word": match.group()}))
            weight += each
    weight -= min(len(set(WORK.findall(whole))), 2)
    single = weight >= ENOUGH
    return Found(single, tuple(reasons) if single else ())

"""处置和研判 (dispositions): who decides on a finding, and what leaving a unit out takes.

That two offices judge together is no setting: the case has two sides (``cases/rules/stages.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from oversight.rulebooks.sections.fields import Item, Section
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.words import BODY_KINDS

JUDGED = _("本级关于运用热线数据开展监督的实施方案（一月一分析、一研判、一行动）")


@dataclass(frozen=True)
class Dispositions(Section):
    """处置和研判: both offices' opinions are signed by different people."""

    NAME: ClassVar[str] = "dispositions"
    TITLE: ClassVar[str] = _("处置和研判")
    ABOUT: ClassVar[str] = _(
        "每个双升单位都要有处置：立案、继续观察或者不列入。研判由办公室和对口联系委室共同作出。"
    )
    BASIS: ClassVar[str] = JUDGED
    DROPPED: ClassVar[frozenset[str]] = frozenset({"offices_needed", "judging_kinds"})

    decided_by: tuple[str, ...] = ("chairpersons_meeting", "presidium")
    manual_too: bool = True
    reason_least: int = 5

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "decided_by",
            _("由谁决定监督方式"),
            "choices",
            _("《地方组织法》第五十四条、第十九条"),
            choices=BODY_KINDS,
        ),
        Item(
            "manual_too",
            _("基期为零或不详的单位也须逐个处置"),
            "yes_no",
            JUDGED,
            _("升幅无法计算，由人工研判"),
        ),
        Item(
            "reason_least",
            _("不列入的理由至少"),
            "integer",
            JUDGED,
            _("理由列入会议纪要"),
            _("个字"),
            least=1,
            most=200,
        ),
    )

"""票决办法的内容: what a measure says, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.projects.models import BallotMeasure
from oversight.ui import formats


def measure_facts(measure: BallotMeasure) -> list[tuple[str, str]]:
    """What the measure says, in words."""
    found = [
        (pgettext("field", "状态"), str(measure.get_state_display())),
        (_("选票样式"), str(measure.get_ballot_display())),
        (_("应选项数"), str(measure.places)),
        (_("通过的多数"), _("全体代表过半数")),
        (_("最后一名并列时"), str(measure.get_ties_display())),
        (_("通过的不足应选数时"), str(measure.get_too_few_display())),
        (_("过半数而未入选的"), _("列为备选") if measure.reserve else _("不列备选")),
    ]
    if measure.adopted_on is not None:
        found.append((_("通过日期"), formats.day(measure.adopted_on)))
    return found

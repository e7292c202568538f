"""民生实事页面的词: sums in 万元, and the words of codes that published contents hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from oversight.projects.models import LivelihoodProject, Proposal

register = template.Library()


@register.filter
def wan(yuan: int | None) -> str:
    """600000 as 60 万元; a dash where the sum is not known."""
    if yuan is None:
        return "–"
    amount = f"{Decimal(yuan) / 10_000:,.2f}".rstrip("0").rstrip(".")
    return _("%(amount)s 万元") % {"amount": amount}


@register.filter
def category_word(code: str) -> Any:
    """The category by its code."""
    return dict(LivelihoodProject.CATEGORIES).get(code, code)


@register.filter
def reason_word(code: str) -> Any:
    """Why a proposal was not taken, by its code."""
    return dict(Proposal.REASONS).get(code, code)

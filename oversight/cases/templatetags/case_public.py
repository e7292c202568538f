"""公开的票数: the counts of a published result in words, made from its content alone."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from oversight.cases.pages.hearing import count_words

register = template.Library()


@register.simple_tag
def count_lines(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """应到、实到…, then each row; a single one needs no name."""
    heads, rows = count_words(figures)
    if len(rows) == 1:
        rows = [(_("票数"), rows[0][1])]
    return [(word, str(count)) for word, count in heads] + rows


@register.simple_tag
def is_rated(results: list[dict[str, Any]]) -> bool:
    """Whether the newest vote was a rating, by the grades in its rows."""
    rows = results[-1]["figures"].get("rows", ()) if results else ()
    return any("satisfied" in row for row in rows)

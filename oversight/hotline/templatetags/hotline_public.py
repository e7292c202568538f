"""公开摘要的标签: drawings made from the published content alone."""

from __future__ import annotations

from typing import Any

from django import template

from oversight.ui.charts import Squares

register = template.Library()


@register.simple_tag
def summary_squares(content: dict[str, Any]) -> Squares | None:
    """Every unit compared as one square by grade; None where the content does not say."""
    counts = [content.get(name) for name in ("strong", "weak", "noise", "units_tested")]
    if not all(isinstance(count, int) for count in counts) or not counts[3]:
        return None
    strong, weak, noise, tested = (int(count or 0) for count in counts)
    rest = max(0, tested - strong - weak - noise)
    return Squares(strong, weak, noise, rest, float(content.get("expected_by_chance") or 0))


@register.filter
def graded(rows: list[dict[str, Any]], grade: str) -> list[dict[str, Any]]:
    """The rows with this grade."""
    return [row for row in rows if row.get("grade") == grade]

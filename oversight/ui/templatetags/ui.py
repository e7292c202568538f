"""模板标签。 Built into every template: formats, states, small drawings, addresses with filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page as PaginatorPage
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oversight.ui import charts, drawing, form_keys, formats, states

register = template.Library()

for function in (
    formats.figure,
    formats.count,
    formats.percent,
    formats.signed,
    formats.rate,
    formats.day,
    formats.short_day,
    formats.near_day,
    formats.moment,
    formats.short_moment,
    formats.month,
    formats.short_month,
    formats.weekday,
    formats.days_left,
    formats.check_value,
    states.heat_step,
):
    register.filter(function.__name__, function)

for drawn in (
    drawing.icon,
    drawing.badge,
    drawing.grade,
    drawing.mark,
    drawing.progress_bar,
    drawing.interval,
    drawing.square,
):
    register.simple_tag(drawn, name=drawn.__name__)


@register.filter
def check_full(value: str) -> str:
    """The whole check value in groups of four."""
    return formats.check_value(value, full=True)


@register.filter
def year_breaks(text: str) -> SafeString:
    """A date may break behind its year and nowhere else: 2027年 / 1月4日前."""
    parts = re.split(r"(?<=[0-9]年)(?=[0-9])", str(text))
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def whole_dates(text: str) -> SafeString:
    """市水务局　12月9日: a date in a line of text is not broken."""
    parts = re.split(r"((?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)", str(text))
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="nobr">{}</span>', part) if number % 2 else part,)
            for number, part in enumerate(parts)
        ),
    )


@register.simple_tag
def form_key() -> SafeString:
    """The hidden key by which a form that is sent twice is done once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', form_keys.FIELD, form_keys.new_key()
    )


@register.simple_tag
def span(low: float | None, high: float | None) -> str:
    """95.3–95.7%."""
    return formats.span(low, high)


@register.simple_tag
def interval_ticks(scale: charts.Scale | None = None) -> SafeString:
    return drawing.interval_ticks(scale or charts.Scale(), _("倍"))


@register.simple_tag
def trend_drawing(trend: charts.Trend) -> charts.Drawing:
    return charts.draw(trend)


@register.simple_tag
def squares_drawing(squares: charts.Squares, columns: int) -> charts.SquareDrawing:
    return charts.draw_squares(squares, columns)


@register.simple_tag
def html_lang() -> str:
    return {"zh-hans": "zh-CN"}.get(get_language() or "", get_language() or "zh-CN")


@register.simple_tag
def heat_words() -> list[tuple[int, object]]:
    """The key of a heat table: step and word."""
    return list(enumerate(states.HEAT_STEPS, start=1))


@register.simple_tag(takes_context=True)
def query(context: Context, *removed: str, **replaced: Any) -> str:
    """The present address with some parameters replaced (None or a bare name removes); paging starts anew."""
    request = context.get("request")
    parameters = request.GET.copy() if request else None
    if parameters is None:
        return "?"
    for name in (*removed, "page"):
        parameters.pop(name, None)
    for name, value in replaced.items():
        if value is None or value == "":
            parameters.pop(name, None)
        elif isinstance(value, list | tuple):
            parameters.setlist(name, [str(each) for each in value])
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


@register.simple_tag(takes_context=True)
def sort_header(
    context: Context, field: str, label: str, numeric: bool = False, first: str = ""
) -> SafeString:
    """A heading that sorts: `?sort=field`, again `?sort=-field`; numbers begin with the largest."""
    request = context.get("request")
    now = (request.GET.get("sort") if request else "") or first
    down = f"-{field}"
    if now in (field, down):
        wanted = field if now == down else down
        spoken, shown = (
            ("descending", drawing.icon("chevron-down"))
            if now == down
            else ("ascending", drawing.icon("chevron-up"))
        )
        state: SafeString | str = format_html(' aria-sort="{}"', spoken)
    else:
        wanted, shown, state = (down if numeric else field), SafeString(""), ""
    return format_html(
        '<th scope="col"{}{}><a href="{}">{}{}</a></th>',
        SafeString(' class="num"') if numeric else "",
        state,
        query(context, sort=wanted),
        label,
        shown,
    )


@register.simple_tag
def page_numbers(page: PaginatorPage[Any]) -> Sequence[int | str]:
    """Page numbers with … between distant ones."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))

"""选对照表: the mappings that an import may use – saved ones, those last used, the shipped examples.

A choice is written ``saved:<id>``, ``used:<id>``, ``shipped:<name>`` or ``new`` (make one from this file).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from hotline_analytics.inspect import to_toml
from hotline_analytics.mapping import parse_mapping, shipped_mappings

from oversight.hotline import queries, queries_imports
from oversight.institutions.models import Jurisdiction

NEW = "new"
Choices = list[tuple[str, Sequence[tuple[str, str]]]]


def ticket_choices(place: Jurisdiction) -> Choices:
    """What the import page offers, in groups; empty groups are left out."""
    saved = [(f"saved:{one.public_id}", one.name) for one in saved_for_tickets(place)]
    names = {name for _code, name in saved}
    used = [
        (f"used:{one.public_id}", one.name)
        for one in queries.sources_of(place)
        if one.name not in names
    ]
    shipped = [(f"shipped:{path.stem}", shipped_label(path)) for path in shipped_mappings()]
    groups = [
        (_("本地保存的"), saved),
        (_("上次导入用的"), used),
        (_("没有合适的"), [(NEW, _("看这个文件的开头，新做一份"))]),
        (_("随程序的示例"), shipped),
    ]
    return [(label, rows) for label, rows in groups if rows]


def saved_for_tickets(place: Jurisdiction) -> list[queries_imports.SavedMapping]:
    """The saved mappings for files of tickets."""
    return list(queries_imports.mappings_of(place, "tickets"))


def shipped_label(path: Path) -> str:
    """``boston-2011（boston.toml）``."""
    return f"{parse_mapping(path.read_text('utf-8')).name}（{path.name}）"


def shipped_text(name: str) -> str | None:
    """A shipped example as it is."""
    found = {path.stem: path for path in shipped_mappings()}.get(name)
    return found.read_text("utf-8") if found else None


def text_of(place: Jurisdiction, choice: str) -> str | None:
    """The text of a choice, made fit for this place; None where there is no such mapping."""
    group, _colon, key = choice.partition(":")
    if group == "saved":
        saved = queries_imports.mappings_of(place, "tickets").filter(public_id=key).first()
        return saved.text if saved else None
    if group == "used":
        source = queries.sources_of(place).filter(public_id=key).first()
        return source.mapping if source else None
    text = shipped_text(key) if group == "shipped" else None
    return for_place(text, place) if text else None


def for_place(text: str, place: Jurisdiction) -> str:
    """A mapping written for another place, for this one; units and place are those of here."""
    declared = parse_mapping(text)
    if declared.jurisdiction in ("", place.code):
        return text
    return to_toml(
        declared.name,
        declared.columns,
        constants=declared.constants,
        date_formats=declared.datetime_formats,
        timezone=declared.timezone,
        values=declared.values,
        policy=declared.policy,
    )

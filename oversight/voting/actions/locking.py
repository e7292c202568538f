"""锁定的内容: what a locked sheet says, as JSON with a check value that tells nothing to who guesses figures."""

from __future__ import annotations

import hashlib
import secrets
from fractions import Fraction
from typing import Any, cast

import rfc8785
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.voting.models import Poll
from oversight.voting.queries.counts import Count, form_of, recusals_of
from oversight.voting.rules import sheet_form
from oversight.voting.rules.bases import needed_of, quorum_rule
from oversight.voting.rules.results import Result, result
from oversight.voting.rules.sheet_form import SILENT, SheetForm
from oversight.voting.secret.counts import card_cells, named, opened_box_of


def refuse_open_cells(count: Count) -> None:
    """Say first what differs, then which sums do not hold."""
    if count.differing:
        text = _("不能锁定：两次录入有 %(count)d 格不同。") % {"count": len(count.differing)}
        raise Refused("cells_differ", text, where=count.differing[0].where)
    for row in count.rows:
        if not row.holds:
            text = _("不能锁定：“%(name)s”各栏合计 %(sum)s，应为 %(total)s，差 %(gap)s。") % {
                "name": row.name,
                "sum": row.sum,
                "total": row.total,
                "gap": abs(row.gap or 0),
            }
            raise Refused("row_does_not_add_up", text, where=f"{row.part}.{row.row}")
    broken = next((check for check in count.checks if not check.holds), None)
    if broken is not None:
        text = _("不能锁定：%(check)s。") % {"check": _(broken.text) % broken.values}
        raise Refused("sums_do_not_hold", text, where=broken.code)


def content_of(poll: Poll, count: Count) -> dict[str, Any]:
    """Figures, result, who entered, what was corrected; ``nonce`` keeps the check value from being guessed."""
    figures = cast(dict[str, int], dict(count.agreed))
    if poll.method == "cards":
        found = content_with_cards(poll, figures)
    else:
        found = content_of_cells(poll, count.form, figures)
    return found | {
        "entries": [
            {
                "side": entry.side,
                "by": entry.entered_label,
                "source": entry.source,
                "at": entry.entered_at.isoformat(),
            }
            for entry in (count.first, count.second)
        ],
        "corrections": [
            {
                "side": entry.side,
                "cell": each.cell,
                "old": each.old,
                "new": each.new,
                "reason": each.reason,
                "witness": each.witness,
                "by": each.corrected_label,
                "confirmed_by": each.answered_label,
                "at": each.corrected_at.isoformat(),
            }
            for entry in (count.first, count.second)
            for each in entry.corrections.all()
            if each.state == "made"
        ],
    }


def content_with_cards(poll: Poll, figures: dict[str, int]) -> dict[str, Any]:
    """The same of a vote by cards: what people entered of the paper beside them, and the opened total."""
    box = opened_box_of(poll)
    cells = card_cells(box) | figures
    return content_of_cells(poll, form_of(poll), cells) | {"box": named(box)}


def content_of_cells(poll: Poll, form: SheetForm, figures: dict[str, int]) -> dict[str, Any]:
    """Figures and result by the poll's rule; refused where the rule finds the sheet not valid."""
    found = result(form, figures, poll.rule, poll.k, poll.rating)
    if found.status != "valid":
        code, text, values = found.reasons[0]
        raise Refused(code, _(text) % values)
    return {
        "format": "count-sheet-1",
        "poll": poll.public_id,
        "title": poll.title,
        "kind": poll.kind,
        "method": poll.method,
        "rule": poll.rule_version,
        "rating": poll.rating,
        "k": poll.k,
        "count_no": poll.count_no,
        "cells": figures,
        "figures": figures_of(poll, form, figures),
        "result": result_of(found),
        "entries": [],
        "corrections": [],
        "nonce": secrets.token_hex(16),
    }


def figures_of(poll: Poll, form: SheetForm, figures: dict[str, int]) -> dict[str, Any]:
    """The counts as the pages and the API show them: heads, totals by option, the parts by method."""
    rows = sheet_form.totals(form, figures)
    found: dict[str, Any] = {
        "base": poll.base,
        "present": poll.present,
        "rows": [{"name": name, **row} for name, row in zip(form.options, rows, strict=True)],
        "parts": [
            {
                "method": part.method,
                "present": part.present,
                "rows": [
                    {
                        "name": name,
                        **{
                            column.code: figures[f"{part.method}.{row}.{column.code}"]
                            for column in form.columns
                        },
                    }
                    for row, name in enumerate(form.options)
                ],
            }
            for part in form.parts
        ],
    }
    if form.parts[0].has_ballots:
        found |= {
            "issued": poll.issued,
            "returned": poll.returned,
            "valid": sum(figures[f"{part.method}.valid"] for part in form.parts),
            "invalid": sum(figures[f"{part.method}.invalid"] for part in form.parts),
        }
    else:
        found["cast"] = [poll.present - row[SILENT] for row in rows]
    return found | standing_of(poll, form)


def standing_of(poll: Poll, form: SheetForm) -> dict[str, Any]:
    """Whose quorum the vote needed, and who left the base of which option and why."""
    rule = quorum_rule(poll.quorum, poll.rule)
    needed = None if rule is None else needed_of(rule, poll.base)
    found: dict[str, Any] = {
        "voters": poll.voters,
        "quorum": {"code": poll.quorum, "needed": needed},
    }
    if poll.recusals:
        found["bases"] = {name: form.base_of(row) for row, name in enumerate(form.options)}
        found["recusals"] = [
            {
                "option": one.option,
                "name": one.name,
                "reason": _(one.reason),
                "detail": one.detail,
                "by_rule": one.by_rule,
                "present": one.present,
            }
            for one in recusals_of(poll)
        ]
    return found


def result_of(found: Result) -> dict[str, Any]:
    """The result as JSON; rates stay exact as numerator and denominator."""

    def exact(rate: Fraction | None) -> list[int] | None:
        return None if rate is None else [rate.numerator, rate.denominator]

    return {
        "status": found.status,
        "passed": list(found.passed),
        "tied": list(found.tied),
        "open_places": found.open_places,
        "grades": dict(found.grades),
        "rates": {name: [exact(rate) for rate in rates] for name, rates in found.rates.items()},
        "points": dict(found.points),
        "reasons": [
            {"code": code, "text": text, "values": dict(values)}
            for code, text, values in found.reasons
        ],
    }


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over the RFC 8785 form."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()

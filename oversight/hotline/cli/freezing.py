"""`jiannuo hotline freeze`."""

from __future__ import annotations

import argparse
from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.actors import operator
from oversight.hotline import actions, questions
from oversight.hotline.cli import output
from oversight.hotline.cli.places import chosen_place
from oversight.hotline.models import MonthFreeze


def run(options: argparse.Namespace) -> int:
    """Freeze one month, or state the version that already stands."""
    month = questions.read_month(options.month)
    freeze = actions.freeze_month(operator(), chosen_place(options.jurisdiction), month=month)
    result = freeze_json(freeze)
    if options.json:
        output.print_json(result)
    else:
        text = _(
            "%(month)s 第 %(version)d 版，%(tickets)d 件，校验值 %(sha256)s，冻结于 %(frozen_at)s"
        )
        print(text % result)
    return 0


def freeze_json(freeze: MonthFreeze) -> dict[str, Any]:
    """A freeze as the contract's JSON."""
    return {
        "month": format_month(freeze.month),
        "version": freeze.version,
        "sha256": freeze.sha256,
        "tickets": freeze.tickets,
        "frozen_at": freeze.frozen_at.astimezone(UTC).isoformat(),
    }

"""`jiannuo hotline bench-data`."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.hotline.cli import output


def run(options: argparse.Namespace) -> int:
    """Write synthetic tickets with their mapping."""
    for name in ("rows", "months", "units"):
        if getattr(options, name) < 1:
            raise Invalid("too_small", _("须为正整数。"), where=f"--{name}")
    from hotline_analytics import synthetic

    result = synthetic.write_tickets(
        options.rows, options.months, options.units, options.out, options.seed
    )
    if options.json:
        output.print_json(result)
    else:
        print(options.out)
    return 0

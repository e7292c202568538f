"""`jiannuo hotline report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.hotline import questions, reports
from oversight.hotline.cli import output
from oversight.hotline.cli.places import chosen_place


def run(options: argparse.Namespace) -> int:
    """Write the monthly report as DOCX."""
    month = questions.read_month(options.month)
    place = chosen_place(options.jurisdiction)
    out: Path = options.out
    if not out.parent.is_dir():
        raise Invalid("no_folder", _("没有这个文件夹。"), where=str(out.parent))
    content = reports.monthly_report(place, month)
    out.write_bytes(content)
    result = {"month": options.month, "out": str(out.resolve()), "bytes": len(content)}
    if options.json:
        output.print_json(result)
    else:
        print(result["out"])
    return 0

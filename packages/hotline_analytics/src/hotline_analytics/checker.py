"""The checker of monthly tables (月报核查): names what cannot be true, each with its arithmetic.

It changes no figure and decides nothing: a finding is a question to whoever sent the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from .check_changes import change_findings
from .check_figures import row_findings
from .check_rates import rate_findings
from .check_units import unit_findings
from .table_findings import Finding
from .table_model import Known, MonthlyTable


def check(table: MonthlyTable, known: Known | None = None) -> list[Finding]:
    """Every finding on a table, by line; `known` holds counts of other months or of whole places."""
    known = known or {}
    found = [*table.findings, *_checks(table, known)]
    return sorted(found, key=lambda finding: (finding.where.line or 0, finding.code))


def _checks(table: MonthlyTable, known: Known) -> Iterator[Finding]:
    mapping = table.mapping
    for row in table.rows:
        yield from row_findings(row, mapping.sums)
    yield from rate_findings(table.rows, mapping.rates)
    yield from unit_findings(table.rows, partial=mapping.partial, known=known)
    yield from change_findings(table.rows, known)

"""办法的名称 (measure_titles): how the title of an adopted measure is set where it is cited."""

from __future__ import annotations

import re

CLAUSE = re.compile(r"(.*?(?:办法|规则|规定|细则))(第.+)")


def in_brackets(measure: str) -> str:
    """A measure that was typed as a bare title is set in 书名号, its clause behind them."""
    if "《" in measure:
        return measure
    found = CLAUSE.fullmatch(measure)
    return f"《{found[1]}》{found[2]}" if found else f"《{measure}》"

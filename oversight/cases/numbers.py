"""案号: the number of a case as it stands in every language, on pages and papers alike."""

from __future__ import annotations


def case_code(year: int, number: int) -> str:
    """案〔2026〕7号: full year, hexagonal brackets, no leading zero, as a paper's number (GB/T 9704)."""
    return f"案〔{year}〕{number}号"

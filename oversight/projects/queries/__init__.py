"""读民生实事: what pages, screens and the API may show."""

from oversight.projects.queries.years import (
    collecting_year,
    collecting_years,
    newest_year,
    projects_of,
    proposals_of,
    window_of,
    year_of,
    years_of,
)

__all__ = [
    "collecting_year",
    "collecting_years",
    "newest_year",
    "projects_of",
    "proposals_of",
    "window_of",
    "year_of",
    "years_of",
]

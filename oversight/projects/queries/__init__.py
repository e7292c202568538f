"""读民生实事: what pages, screens and the API may show."""

from oversight.projects.queries.years import (
    newest_year,
    projects_of,
    proposals_of,
    year_of,
    years_of,
)

__all__ = ["newest_year", "projects_of", "proposals_of", "year_of", "years_of"]

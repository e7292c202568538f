"""会议的届次: which number the next meeting of a body has, by its counter and by the meetings registered."""

from __future__ import annotations

from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction, Term
from oversight.institutions.naming import meeting_name
from oversight.meetings.queries.meetings import meetings_of


def next_number(place: Jurisdiction, body: Body, term: Term | None = None) -> int:
    """第几次: one more than any session of the term that stands, and no less than the body's counter."""
    term = term or institutions.current_term(place)
    counter = institutions.counters_of(place).filter(body=body, term=term).first()
    held = meetings_of(place).filter(body=body, kind="session").exclude(state="cancelled")
    if term is not None:
        held = held.filter(term_no=term.term_no)
    numbers = [counter.next_meeting_no if counter else 1]
    numbers += [one + 1 for one in held.values_list("meeting_no", flat=True)]
    return max(numbers)


def next_name(place: Jurisdiction, body: Body, number: int) -> str:
    """The name that the next meeting would have; "" where no term runs."""
    term = institutions.current_term(place)
    return meeting_name(body, term.term_no, number) if term is not None else ""

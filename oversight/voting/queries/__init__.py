"""读表决: polls of a place or about a matter, the count while it is made, the outcome once announced."""

from oversight.voting.queries.counts import (
    Count,
    Signer,
    count_of,
    entries_of,
    entry_form_of,
    form_of,
    missing_signers,
    recusals_of,
    sheet_of,
    signers_of,
)
from oversight.voting.queries.outcomes import (
    is_complete,
    measure_ends_it,
    outcome_of,
    vote_in_the_way,
)
from oversight.voting.queries.polls import (
    Counter,
    counter_of,
    poll_by_id,
    polls_about,
    polls_of,
    rounds_of,
)
from oversight.voting.queries.presiding import may_see_count, way_of_presiding

__all__ = [
    "Count",
    "Counter",
    "Signer",
    "count_of",
    "counter_of",
    "entries_of",
    "entry_form_of",
    "form_of",
    "is_complete",
    "may_see_count",
    "measure_ends_it",
    "missing_signers",
    "outcome_of",
    "poll_by_id",
    "polls_about",
    "polls_of",
    "recusals_of",
    "rounds_of",
    "sheet_of",
    "signers_of",
    "vote_in_the_way",
    "way_of_presiding",
]

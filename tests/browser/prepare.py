"""预备: what other people did before a journey begins, through the same acts; run inside the home.

python -m tests.browser.prepare propose 2026-05      the clerk froze that month and drafted its summary
python -m tests.browser.prepare unfrozen             the newest months that nobody froze, one a line
python -m tests.browser.prepare examples             an old case, its notice, a promise: kind and public id
"""

from __future__ import annotations

import sys


def main(what: str, *months: str) -> None:
    import django

    django.setup()
    from hotline_analytics.tickets import format_month, parse_month

    from oversight.config.demo.load import acting
    from oversight.hotline import actions, queries_months
    from oversight.institutions.queries import place_by_code

    place, clerk = place_by_code("yunchuan"), acting("clerk")
    assert place is not None
    if what == "unfrozen":
        lines = queries_months.months_of(place)
        print("\n".join(format_month(line.month) for line in lines if not line.freezes))
        return
    if what == "examples":
        print("\n".join(f"{kind} {key}" for kind, key in examples(place)))
        return
    for month in map(parse_month, months):
        actions.freeze_month(clerk, place, month=month)
        actions.propose_summary(clerk, place, month=month)


def examples(place):
    """The first case, the paper that its unit acknowledged, the first promise about it."""
    from oversight.cases.queries import cases_of, notice_of
    from oversight.followups.queries import followups_about

    case = cases_of(place).order_by("pk")[0]
    promise = followups_about(place, "case", case.public_id).order_by("pk")[0]
    notice = notice_of(case)
    return [("case", case.public_id), ("paper", notice.paper_id), ("followup", promise.public_id)]


if __name__ == "__main__":
    main(*sys.argv[1:])

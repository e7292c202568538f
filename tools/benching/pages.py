"""The month page and the ticket list over the whole store, 16 clients, beside the sign-in page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from tools.benching.load import Answers, at_once
from tools.benching.works import Work
from tools.trial_home import TrialHome

LIMIT = 4.0
CLIENTS = 16
EACH = 10
ROUNDS = 3
FIRST = 4
SIGN_IN = "/account/login/"
MONTHS = [f"{2023 + (6 + n) // 12}-{(6 + n) % 12 + 1:02d}" for n in range(36)]


def month_addresses(place: str) -> list[str]:
    """Every month by unit; the newest ones also by category, by kind, and for the year so far."""
    found = [f"/w/{place}/hotline/{month}/" for month in reversed(MONTHS)]
    for month in MONTHS[-6:]:
        for question in ({"by": "category"}, {"kinds": "complaint"}, {"window": "ytd"}):
            found.append(f"/w/{place}/hotline/{month}/?{urlencode(question)}")
    return found


def ticket_addresses(place: str) -> list[str]:
    """The tickets of a month behind different figures: unit, state, kind, category, page, order."""
    questions = [
        {"unit": "示例01局"},
        {"state": "overdue"},
        {"unit": "示例07局", "state": "late"},
        {"kinds": "complaint", "sort": "unit"},
        {"category": "噪声扰民"},
        {"unit": "示例03局", "page": "3"},
        {"repeat": "1", "unit": "示例02局"},
        {},
    ]
    return [
        f"/w/{place}/hotline/{month}/tickets/?{urlencode(question)}"
        for month in reversed(MONTHS[-12:])
        for question in questions
    ]


def pages(home: TrialHome, place: str, cookies: str, rows: int, *, each: int = EACH) -> list[Work]:
    """Each kind of page between two turns of the sign-in page, so that both meet the same machine.

    Of the rounds the one with the median ratio is told. What is fetched before is opened for the first
    time: a server that has just started builds the page of a month and reads the files of a list.
    """
    works = []
    with home.serving():
        fetched(home, [SIGN_IN], "", each)
        for title, addresses in (
            ("month page", month_addresses(place)),
            ("ticket list with filters", ticket_addresses(place)),
        ):
            first = fetched(home, addresses, cookies, FIRST)
            fetched(home, addresses, cookies, -(-len(addresses) // CLIENTS) + 7)
            rounds = [one_round(home, addresses, cookies, each) for _ in range(ROUNDS)]
            measured, reference = sorted(rounds, key=ratio)[ROUNDS // 2]
            works.append(work(f"{title}, {rows:,} tickets", measured, reference, LIMIT))
            works.append(work(f"{title}, each for the first time", first, reference, None))
    return works


def one_round(
    home: TrialHome, addresses: Sequence[str], cookies: str, each: int
) -> tuple[Answers, float]:
    """The pages, and the sign-in page before and after them: the p95 in seconds."""
    before = fetched(home, [SIGN_IN], "", each)
    measured = fetched(home, addresses, cookies, each)
    after = fetched(home, [SIGN_IN], "", each)
    return measured, (before.percentile(0.95) + after.percentile(0.95)) / 2


def ratio(one: tuple[Answers, float]) -> float:
    """How much longer than the sign-in page."""
    return one[0].percentile(0.95) / one[1]


def fetched(
    home: TrialHome, addresses: Sequence[str], cookies: str, each: int, clients: int = CLIENTS
) -> Answers:
    """The answers to all clients."""
    return at_once(home.port, addresses, each=each, clients=clients, cookies=cookies)


def work(name: str, measured: Answers, reference: float, limit: float | None) -> Work:
    """The slowest twentieth of the answers, in milliseconds."""
    return Work(
        f"{name}, {CLIENTS} clients, p95",
        measured.percentile(0.95) * 1000,
        "sign-in page of the same server, p95",
        reference * 1000,
        limit,
        unit="ms",
        note=f"{len(measured.seconds)} answers",
    )

"""询问、专题询问、质询案的写: put and signed, then decided, answered, asked again, closed."""

from oversight.meetings.actions.inquiries.answering import (
    accept_answer,
    answer_inquiry,
    decide_inquiry,
    demand_again,
    refuse_inquiry,
)
from oversight.meetings.actions.inquiries.putting import (
    sign_inquiry,
    start_inquiry,
    submit_inquiry,
    unsign_inquiry,
    withdraw_inquiry,
)

__all__ = [
    "accept_answer",
    "answer_inquiry",
    "decide_inquiry",
    "demand_again",
    "refuse_inquiry",
    "sign_inquiry",
    "start_inquiry",
    "submit_inquiry",
    "unsign_inquiry",
    "withdraw_inquiry",
]

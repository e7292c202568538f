"""表决测试的样例: a place with everybody of a vote, and polls brought to any state by the acts of its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from oversight.audit.actors import Actor
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.tests import builders as make
from oversight.voting import actions
from oversight.voting import queries as read
from oversight.voting.models import Poll
from oversight.voting.values import Roll, RollRow, Voters

NUMBERS = count(1)
ROLES = ("clerk", "reviewer", "chair", "office", "member", "deputy", "liaison", "auditor")
DRAWING = [[[100, 80], [400, 80]], [[250, 40], [250, 300]]]
SCRUTINEERS = ({"name": "秦望川", "chief": True}, {"name": "沈清和"})
REPORT = "关于物业服务情况的报告"


@dataclass
class Office:
    """一个地方和办表决的人."""

    place: Jurisdiction
    grants: dict[str, RoleGrant] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return queries.actor_for(self.grants[role])


def make_office(**more: Any) -> Office:
    """A place with one account a role."""
    place = make.make_place(f"voting-place-{next(NUMBERS)}", **more)
    bodies = make.make_bodies(place)
    make.make_term(place)
    found = Office(place)
    unit, office = make.make_unit(place), make.make_office(place)
    for role in ROLES:
        of = {"liaison": {"unit": unit}, "office": {"body": office}}.get(role, {})
        found.grants[role] = make.make_grant(place, role, **of)
    assert bodies
    return found


def roll(base: int = 45, present: int = 38, video: int = 0) -> Roll:
    """So many of the body, the first ``present`` there, the last ``video`` of these by video."""
    return Roll(
        tuple(
            RollRow(
                "",
                f"委员{n}",
                present=n <= present,
                mode="video" if present - video < n <= present else "hall",
            )
            for n in range(1, base + 1)
        )
    )


def make_poll(office: Office, **more: Any) -> Poll:
    """A vote on a report by keypad, 45 members, 38 present."""
    values: dict[str, Any] = {
        "about": ("", ""),
        "title": REPORT,
        "kind": "vote",
        "options": [REPORT],
        "rule": "committee_more_than_half_of_all",
        "method": "keypad",
        "roll": roll(),
        "chair": "委员1" if getattr(more.get("voters"), "body_kind", "") else "陆景行",
        "scrutineers": SCRUTINEERS,
    }
    return actions.prepare_poll(office.actor("clerk"), office.place, **{**values, **more})


def make_rating(office: Office, **more: Any) -> Poll:
    """A rating of two units on paper by the standing committee, 45 members, 38 present."""
    values: dict[str, Any] = {
        "title": "部门工作满意度测评",
        "kind": "satisfaction",
        "options": ["县民政局", "县水利局"],
        "rule": "half_of_all_counts",
        "method": "paper",
        "voters": Voters("县人大常委会", "standing_committee"),
    }
    return make_poll(office, **{**values, **more})


def figures(poll: Poll, rows: Sequence[Sequence[int]], **heads: int) -> dict[str, int]:
    """Cells from rows in the order of parts and options; the heads of a paper sheet by name."""
    form = read.form_of(poll)
    codes = [column.code for column in form.columns]
    names = [f"{part.method}.{row}" for part in form.parts for row in range(len(form.options))]
    found = {
        f"{name}.{code}": value
        for name, values in zip(names, rows, strict=True)
        for code, value in zip(codes, values, strict=True)
    }
    return found | {f"paper.{name}": value for name, value in heads.items()}


def collected(office: Office, poll: Poll, issued: int | None = None, returned: Any = None) -> Poll:
    """Voted, closed, declared by the chair."""
    clerk, place = office.actor("clerk"), office.place
    actions.open_poll(clerk, place, poll)
    actions.close_poll(clerk, place, poll)
    chair = office.actor("chair")
    return actions.declare_collected(chair, place, poll, issued=issued, returned=returned)


def entered(
    office: Office, poll: Poll, cells: Mapping[str, int], other: Mapping[str, int] | None = None
) -> Poll:
    """Both have entered, the same unless ``other`` is given."""
    actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    second = cells if other is None else other
    actions.enter_counts(office.actor("reviewer"), office.place, poll, figures=second)
    return fresh(poll)


def signed(office: Office, poll: Poll) -> Poll:
    """Locked and signed by everybody who must."""
    clerk, place = office.actor("clerk"), office.place
    actions.lock_sheet(clerk, place, poll)
    for signer in read.signers_of(fresh(poll)):
        own = signer.account_id == office.actor("reviewer").account_id
        actor = office.actor("reviewer") if own else clerk
        values = {"capacity": signer.capacity, "name": signer.name}
        if signer.capacity == "teller":
            actions.sign_sheet(actor, place, poll, **values)
        else:
            actions.sign_by_code(clerk, place, poll, name=signer.name, drawing=DRAWING)
    return fresh(poll)


def announced(office: Office, poll: Poll) -> Poll:
    return actions.announce(office.actor("chair"), office.place, poll)


def through(
    office: Office, poll: Poll, rows: Sequence[Sequence[int]], ballots: int = 0, invalid: int = 0
) -> Poll:
    """From prepared to announced with these rows; ``ballots`` are issued and returned on paper."""
    on_paper = poll.method == "paper"
    poll = collected(office, poll, ballots if on_paper else None, ballots if on_paper else None)
    heads = {"valid": ballots - invalid, "invalid": invalid} if on_paper else {}
    entered(office, poll, figures(poll, rows, **heads))
    return announced(office, signed(office, poll))


STATES = (
    "prepared", "opened", "closed", "collected", "counted", "locked", "signed", "announced", "void",
    "cancelled",
)  # fmt: skip


def at_state(office: Office, state: str) -> Poll:
    """A poll in any state: paper, three options for two places, so that another round is possible."""
    clerk, place = office.actor("clerk"), office.place
    options = ["示例路改造", "社区食堂", "公交候车亭"]
    more = {"kind": "choose", "options": options, "k": 2, "method": "paper", "roll": roll(45, 40)}
    poll = make_poll(office, title="民生实事项目票决", **more)
    if state == "prepared":
        return poll
    if state == "cancelled":
        return actions.cancel_poll(clerk, place, poll, reason="会期有变")
    poll = actions.open_poll(clerk, place, poll)
    if state == "opened":
        return poll
    poll = actions.close_poll(clerk, place, poll)
    if state == "closed":
        return poll
    returned = 41 if state == "void" else 40
    chair = office.actor("chair")
    poll = actions.declare_collected(chair, place, poll, issued=40, returned=returned)
    if state in {"void", "collected"}:
        return poll
    rows = [(30, 5, 3, 1), (24, 11, 3, 1), (24, 12, 2, 1)]
    poll = entered(office, poll, figures(poll, rows, valid=39, invalid=1))
    if state == "counted":
        return poll
    if state == "locked":
        actions.lock_sheet(clerk, place, poll)
        return fresh(poll)
    poll = signed(office, poll)
    return announced(office, poll) if state == "announced" else poll


def fresh(poll: Poll) -> Poll:
    """The poll as it stands now."""
    found = read.poll_by_id(poll.jurisdiction, poll.public_id)
    assert found is not None
    return found

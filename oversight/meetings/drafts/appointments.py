"""任免文书的文字: the list of who was adopted, the nomination, the certificate; Chinese whatever the language of who acts."""

from __future__ import annotations

from django.utils.translation import override

from oversight.meetings.drafts.words import boxes, local_day, sign
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.papers import KEPT_IN, Draft, day
from oversight.meetings.queries import appointments as queries

DECIDED = ("adopted", "certified", "sworn")
ORGANIC_LAW = "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"
SUPERVISION_LAW = "《中华人民共和国各级人民代表大会常务委员会监督法》"
PROPOSERS = {"主任会议": "chairpersons_meeting", "主席团": "presidium"}
"""Proposers that are bodies of the place; all others sign what the office of the place wrote for them."""
CHAIRS = {"standing_committee": "主任"}
"""Who signs a certificate; where it is not the committee, whoever presided."""


def list_title(item: AgendaItem) -> str:
    """××人大常委会任免名单."""
    return f"{item.meeting.body.name}任免名单"


def list_text(item: AgendaItem) -> str:
    """The persons that were adopted, by kind."""
    lines = [f"{item.meeting.title}通过的任免名单如下："]
    with override(KEPT_IN):
        for kind, label in Appointment.KINDS:
            rows = queries.appointments_of(item).filter(kind=kind, state__in=DECIDED)
            if rows:
                lines.append(f"{label}：")
                lines += [f"{one.name} {queries.full_post(one)}" for one in rows]
    return "\n".join(lines)


def nomination(one: Appointment) -> Draft:
    """提请任免的议案: on which law, whom, for which post, at which meeting; signed by who proposes."""
    meeting = one.item.meeting
    asked = queries.asked_of(one)
    lines = [f"根据{law_of(one)}的规定，现提请{asked}。"]
    if one.reasons:
        lines.append(f"理由：{one.reasons}")
    lines.append(f"请{meeting.title}审议。")
    rows = [
        ("文号", one.letter_number),
        ("提请日期", day(one.nominated_on)),
        ("提请人", one.nominator),
    ]
    return Draft(f"关于提请{asked}的议案", "\n".join([*lines, boxes(rows), sign("")]))


def law_of(one: Appointment) -> str:
    """The law on which such a matter is put: a dismissal on the law of supervision (art. 60)."""
    if one.kind == "dismissal":
        return f"{SUPERVISION_LAW}第六十条"
    of_committee = one.item.meeting.body.kind == "standing_committee"
    return ORGANIC_LAW + ("第五十条" if of_committee else "")


def certificate(one: Appointment) -> Draft:
    """任命书: who adopted it when, on whose proposal, who holds which post now."""
    meeting = one.item.meeting
    lines = [
        f"根据{one.nominator}的提请，{meeting.title}于{local_day(one.decided_at)}表决通过，"
        f"任命{one.name}为{queries.full_post(one)}。",
        "特发此任命书。",
    ]
    chair = sign(CHAIRS.get(meeting.body.kind, "会议主持人"))
    return Draft("任命书", "\n".join([*lines, chair]))

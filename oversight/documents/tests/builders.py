"""造公文: papers at any step of the sign-off, made by the same acts as a user's."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.documents import actions
from oversight.documents.models import Paper
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.institutions import actions as institutions
from oversight.institutions.models import Body, Jurisdiction, RoleGrant, Unit
from oversight.institutions.queries import actor_for, body_of_kind
from oversight.institutions.tests import builders as make

TEXT = "经主任会议决定，现将有关事项通知如下：\n一、会议时间和地点\n8月27日上午9时。"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
STEPS = ("draft", "checking", "cosigning", "signing", "signed", "sealed", "issued", "archived")


@dataclass
class Office:
    """一个机关: a place with a general office, a committee office, two units, and everybody of the sign-off."""

    place: Jurisdiction
    issuer: Body
    office: Body
    unit: Unit
    other_unit: Unit
    grants: dict[str, RoleGrant] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return actor_for(self.grants[role])


ROLES = ("clerk", "reviewer", "chair", "office", "liaison", "unit_head", "auditor", "member")


def make_office(kind: str = "county", **more: Any) -> Office:
    """A place whose sign-off has a person for every role."""
    place = make.make_place(kind=kind, **more)
    make.make_bodies(place)
    issuer = body_of_kind(place, "general_office") or body_of_kind(place, "presidium")
    if issuer is None:
        kind = "general_office"
        issuer = institutions.create_body(operator(), place, kind=kind, name="示例办公室")
    office = make.make_office(place)
    made = Office(place, issuer, office, make.make_unit(place), make.make_unit(place))
    for role in ROLES:
        unit = made.unit if role in RoleGrant.OF_UNIT else None
        body = office if role in RoleGrant.OF_BODY else None
        made.grants[role] = make.make_grant(place, role, unit=unit, body=body)
    return made


def make_paper(office: Office, by: Actor | None = None, **more: Any) -> Paper:
    """A notice to the first unit, drafted by the clerk or by somebody else."""
    values = {
        "kind": "notice",
        "issuer": office.issuer,
        "title": "关于听取专项工作报告的通知",
        "text": TEXT,
        "addressees": [office.unit],
    }
    drafter = by or office.actor("clerk")
    return actions.draft_paper(drafter, office.place, **{**values, **more})


def make_scan(office: Office, name: str = "用印件.pdf") -> StoredFile:
    return store_file(office.actor("clerk"), office.place, name=name, stream=BytesIO(PDF))


def advance(office: Office, paper: Paper, to: str) -> Paper:
    """The paper brought to a state by the acts of its people; ``cosigning`` only where it is the goal."""
    place = office.place
    if to == "draft":
        return paper
    paper = actions.submit_for_check(office.actor("clerk"), place, paper=paper)
    if to == "checking":
        return paper
    offices = [office.office] if to == "cosigning" else []
    paper = actions.approve_check(office.actor("reviewer"), place, paper=paper, offices=offices)
    if to in {"cosigning", "signing"}:
        return paper
    return after_signing(office, paper, to)


def after_signing(office: Office, paper: Paper, to: str) -> Paper:
    """From the signer's desk on."""
    place, clerk = office.place, office.actor("clerk")
    paper = actions.sign(office.actor("chair"), place, paper=paper)
    if to == "signed":
        return paper
    paper = actions.attach_sealed_scan(clerk, place, paper=paper, file=make_scan(office))
    if to == "sealed":
        return paper
    paper = actions.issue(clerk, place, paper=paper)
    if to == "issued":
        return paper
    for receipt in paper.receipts.filter(required=True):
        actions.acknowledge_receipt(office.actor("liaison"), place, receipt=receipt)
    return actions.archive(clerk, place, paper=paper)


def at_state(office: Office, state: str, **more: Any) -> Paper:
    """A paper in any state, side states included."""
    place = office.place
    if state == "returned":
        paper = advance(office, make_paper(office, **more), "checking")
        reviewer = office.actor("reviewer")
        return actions.return_paper(reviewer, place, paper=paper, reason="补写依据")
    if state == "recalled":
        paper = advance(office, make_paper(office, **more), "issued")
        return actions.recall(office.actor("chair"), place, paper=paper, reason="会期有变")
    if state == "withdrawn":
        paper = make_paper(office, **more)
        clerk = office.actor("clerk")
        return actions.withdraw_draft(clerk, place, paper=paper, reason="不再需要")
    return advance(office, make_paper(office, **more), state)

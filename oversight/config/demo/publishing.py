"""演示公开: what the public reads of the case that was heard, put forward by the clerk, published by the chair."""

from __future__ import annotations

from oversight.cases import actions as cases
from oversight.cases.models import Case
from oversight.config.demo.papers import People
from oversight.institutions.models import Jurisdiction
from oversight.publications import actions as publications

CHECKED = "逐户核对剩余 44 户的登记表，抽查 12 户；抽查了三个小区的公示栏。"


def published(city: Jurisdiction, people: People, case: Case, *whats: str) -> None:
    """Each thing put forward and published by another person."""
    for what in whats:
        version = cases.propose_publication(people.clerk, city, case, what=what)
        publications.publish(people.chair, city, version)


def heard(city: Jurisdiction, people: People, case: Case) -> None:
    """The report that was heard and the results of both votes."""
    published(city, people, case, "report", "result")


def opinions(city: Jurisdiction, people: People, case: Case) -> None:
    """The review opinions as they were sent."""
    published(city, people, case, "opinions")


def followed_up(city: Jurisdiction, people: People, case: Case) -> None:
    """What the unit did about the opinions, once another has verified it."""
    cases.verify_reply(people.office, city, case, text=CHECKED, outcomes=("partly", "done"))
    published(city, people, case, "followup")

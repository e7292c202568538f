"""初选和候选的公文、公开: papers drafted from what is fixed, and what is put forward for publication."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import permissions as document_permissions
from oversight.documents import queries as documents_read
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.projects import papers, permissions
from oversight.projects import publishing_selecting as publishing
from oversight.projects.actions.candidates import locked_list
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import Argument, CandidateList, ProjectYear
from oversight.projects.queries import selecting as read
from oversight.projects.queries.candidates import frame_of
from oversight.projects.rules import selecting
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion

GONE = frozenset({"recalled", "withdrawn"})
ISSUERS = ("presidium", "standing_committee", "congress")


def issuer_of(place: Jurisdiction) -> Body:
    """Who issues: the presidium of a town, else the first of these bodies that the place has."""
    for kind in ISSUERS:
        body = institutions.body_of_kind(place, kind)
        if body is not None:
            return body
    raise Refused("no_issuer", _("还没有登记可以发文的机构。先在“机构与届次”里登记。"))


def drafted(
    actor: Actor,
    place: Jurisdiction,
    kind: str,
    draft: papers.Draft,
    about: tuple[str, str],
    of: str,
) -> Paper:
    """The paper in documents; one of a kind for one matter, a recalled one may be drafted again."""
    for paper in documents_read.papers_about(place, *about).filter(kind=kind):
        if paper.facts.get("of") == of and paper.state not in GONE:
            text = _("《%(title)s》已经起草，请在公文里继续办理。")
            raise Refused("paper_exists", text % {"title": paper.title})
    return documents.draft_paper(
        actor,
        place,
        kind=kind,
        title=draft.title[:200],
        text=draft.text,
        issuer=issuer_of(place),
        about=about,
        facts={"of": of},
    )


def draft_argument_report(actor: Actor, place: Jurisdiction, argument: Argument) -> Paper:
    """起草论证报告: of a finished argument, with its checks, visits and members."""
    with act(
        "projects.draft_argument_report",
        actor=actor,
        place=place.code,
        permitted=document_permissions.can_draft(actor, place),
    ) as running:
        if argument.finished_on is None:
            raise Refused("not_finished", _("论证完成以后才能成文。"))
        members = read.sitting(argument.group, argument.finished_on)
        draft = papers.argument_report(argument, members, read.visits_of(argument.project))
        about = ("project", argument.project.public_id)
        paper = drafted(actor, place, "argument_report", draft, about, argument.public_id)
        running.facts = {"project": argument.project.code, "paper": paper.public_id}
    return paper


def draft_candidate_sheet(actor: Actor, place: Jurisdiction, found: CandidateList) -> Paper:
    """起草候选项目表公文: of the frozen list, word for word."""
    with act(
        "projects.draft_candidate_sheet",
        actor=actor,
        place=place.code,
        permitted=document_permissions.can_draft(actor, place),
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("draft_paper", found.state))
        draft = papers.candidate_sheet(found, frame_of(found.project_year).places)
        about = ("project_list", found.public_id)
        paper = drafted(actor, place, "candidate_sheet", draft, about, found.public_id)
        running.facts = {"version": found.version, "paper": paper.public_id}
    return paper


def propose_preliminary(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, note: str = ""
) -> PublicationVersion:
    """拟公开初选清单: taken and not taken, with the reasons; another person publishes it."""
    with act(
        "projects.propose_selection",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        year = locked_year(place, year)
        if year.state in {"prepared", "collecting"}:
            raise Refused("not_adopted", _("初选清单确定以后才能公开。"))
        made = publications.propose(
            actor,
            place,
            kind=publishing.PRELIMINARY,
            key=year.public_id,
            title=publishing.preliminary_title(year),
            content=publishing.preliminary_content(year),
            note=note,
        )
        running.facts = {"year": year.year, "version": made.version}
    return made


def propose_candidates(
    actor: Actor, place: Jurisdiction, found: CandidateList, *, note: str = ""
) -> PublicationVersion:
    """拟公开候选项目表: as frozen; a later list is a correction that says what changed."""
    with act(
        "projects.propose_selection",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("publish", found.state))
        made = publications.propose(
            actor,
            place,
            kind=publishing.CANDIDATES,
            key=found.project_year.public_id,
            title=publishing.candidates_title(found.project_year),
            content=publishing.candidates_content(found),
            note=note,
        )
        running.facts = {"version": found.version, "publication": made.version}
    return made

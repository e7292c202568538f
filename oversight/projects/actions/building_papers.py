"""实施的文书: supervision record, feedback slip, the evaluation report with its filing, results put forward to publish."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.documents import actions as documents
from oversight.documents import addressing
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Body, Jurisdiction
from oversight.projects import papers_building as papers
from oversight.projects import permissions_building as permissions
from oversight.projects import publishing_building as publishing
from oversight.projects.models import (
    ProjectRating,
    ProjectYear,
    SupervisionFinding,
    SupervisionRecord,
)
from oversight.projects.pages.works import rows_of
from oversight.projects.queries import rating as rated
from oversight.projects.queries.inherited import listed_in
from oversight.publications import actions as publications
from oversight.publications.filings import actions as filings
from oversight.publications.filings.queries import ActionTaken
from oversight.publications.models import Filing, PublicationVersion
from oversight.rulebooks import queries as rulebooks

KEPT_IN = "zh-hans"
ISSUERS = ("presidium", "standing_committee", "general_office", "working_office")


def issuer_for(place: Jurisdiction, *kinds: str) -> Body:
    """Who issues: the first of these bodies that the place has."""
    for kind in kinds:
        body = institutions.body_of_kind(place, kind)
        if body is not None:
            return body
    raise Refused("no_issuer", _("还没有登记可以发文的机构。先在“机构与届次”里登记。"))


def draft_supervision_record(actor: Actor, place: Jurisdiction, record: SupervisionRecord) -> Paper:
    """起草监督记录, with the photos of the visit."""
    with act(
        "projects.draft_supervision_record",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
    ) as running:
        draft = papers.supervision_record(record)
        paper = documents.draft_paper(
            actor,
            place,
            kind="supervision_record",
            issuer=issuer_for(place, *ISSUERS),
            title=draft.title[:200],
            text=draft.text,
            about=("supervision_record", record.public_id),
            attachments=[one.file for one in record.photos.all()],
        )
        running.facts = {"record": record.public_id, "paper": paper.public_id}
    return paper


def draft_feedback_slip(actor: Actor, place: Jurisdiction, finding: SupervisionFinding) -> Paper:
    """起草反馈单, addressed to the unit that answers."""
    with act(
        "projects.draft_feedback_slip",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
    ) as running:
        if finding.unit is None or finding.state == "found":
            raise Refused("not_handed", _("先交办，再起草反馈单。"))
        draft = papers.feedback_slip(finding)
        paper = documents.draft_paper(
            actor,
            place,
            kind="feedback_slip",
            issuer=issuer_for(place, *ISSUERS),
            title=draft.title[:200],
            text=draft.text,
            addressees=[finding.unit],
            about=("supervision_finding", finding.public_id),
        )
        running.facts = {"finding": finding.public_id, "paper": paper.public_id}
    return paper


def draft_evaluation(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Filing:
    """起草评议报告: paper and one filing to the Party committee, the government's report attached."""
    with act(
        "projects.draft_evaluation",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
    ) as running:
        rating = announced(place, year)
        if rating.filing_id:
            raise Refused("filed_before", _("评议报告已经起草，在报送清单里办理。"))
        to = list(rulebooks.recipients(place).rows)
        draft = evaluation_of(place, year, rating)
        files = [one.file for one in rated.reports_of(year) if one.file]
        paper = documents.draft_paper(
            actor,
            place,
            kind="report_up",
            issuer=issuer_for(place, "party_group", *ISSUERS),
            title=draft.title[:200],
            text=draft.text,
            addressees=[one.name for one in to if one.role == "report_to"],
            copies=addressing.copies_of(to),
            about=("project_rating", year.public_id),
            attachments=files[-1:],
        )
        with override(KEPT_IN):
            words = _("%(year)d年民生实事项目满意度测评") % {"year": year.year}
        filing = filings.draft_report_up(
            actor,
            place,
            title=draft.title[:200],
            about=("project_rating", year.public_id),
            paper_id=paper.public_id,
            action=ActionTaken(
                "project_rating", year.public_id, rating.public_id, words, rating.announced_on
            ),
            recipients=[(one.name, one.role) for one in to],
        )
        rating.paper_id, rating.filing_id = paper.public_id, filing.public_id
        put(rating)
        running.facts = {"year": year.year, "paper": paper.public_id, "filing": filing.public_id}
    return filing


def evaluation_of(place: Jurisdiction, year: ProjectYear, rating: ProjectRating) -> papers.Draft:
    """The first text of the evaluation."""
    report = rated.reports_of(year).last()
    said = f"人民政府于{papers.day(report.submitted_on)}报送了完成情况报告。" if report else ""
    return papers.evaluation(year, rating, rows_of(place, listed_in(year)), said)


def propose_rating_publication(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, note: str = ""
) -> PublicationVersion:
    """拟公开测评结果, with the raw counts; another person publishes it."""
    with act(
        "projects.propose_rating_publication",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        rating = announced(place, year)
        made = publications.propose(
            actor,
            place,
            kind=publishing.RATING,
            key=rating.public_id,
            title=publishing.rating_title(rating),
            content=publishing.rating_content(rating),
            note=note,
        )
        running.facts = {"year": year.year, "version": made.version}
    return made


def announced(place: Jurisdiction, year: ProjectYear) -> ProjectRating:
    """The rating that the chair announced, locked; nothing before it is told."""
    found = rated.announced_rating(year)
    if found is None:
        raise Refused("not_announced", _("主持人还没有宣布测评结果。"))
    rows = ProjectRating.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("project_year").get(pk=found.pk)

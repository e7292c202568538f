"""公开稿和后台任务: proposals that wait for a second person, work that ended without success."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.jobs import queries as jobs
from oversight.publications import permissions as publication_permissions
from oversight.publications import queries as publications
from oversight.ui.page import Act, Due, Matter


def proposal_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Proposals that wait for a second person."""
    may = publication_permissions.can_approve(actor, place)
    if not (may or publication_permissions.can_read(actor, place)):
        return
    for version in publications.waiting(place)[:20]:
        url = reverse(
            "publications:review", kwargs={"place": place.code, "version_id": version.public_id}
        )
        what = _("公开稿《%(title)s》等审核") % {"title": version.publication.title}
        mine = may and version.prepared_by != actor.account_id
        act = Act(_("审核") if mine else _("看进度"), url, main=mine)
        who = _("本人审核") if mine else _("审核人或%(leader)s") % {"leader": place.leader}
        yield Due(Matter(what, who, act), timezone.localtime(version.prepared_at).date())


def job_matters(place: Jurisdiction) -> Iterator[Due]:
    """Background work that ended without success in the last days."""
    for job in jobs.jobs_of(place.code, state="failed")[:5]:
        url = reverse("jobs:job", kwargs={"place": place.code, "public_id": job.public_id})
        yield Due(
            Matter(
                _("后台任务没有完成：%(title)s") % {"title": job.title},
                _("经办人"),
                Act(_("看原因"), url),
            ),
            timezone.localdate(job.ended_at) if job.ended_at else None,
        )

"""公文: papers that wait for the reader, papers of the office on their way, papers a unit has to acknowledge."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents import queries as documents
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.ui.page import Act, Due, Matter

SHOWN = 30


def waiting_papers(actor: Actor, place: Jurisdiction) -> dict[str, Due]:
    """The papers that wait for this role by public id, each with the act that it waits for."""
    found = {}
    words = {
        "draft": _("送核稿"),
        "returned": _("修改"),
        "checking": _("核稿"),
        "cosigning": _("会签"),
        "signing": _("签发"),
        "signed": _("用印"),
        "sealed": _("印发"),
    }
    for paper in documents.waiting_for(actor, place)[:SHOWN]:
        url = reverse("documents:paper", args=[place.code, paper.public_id])
        act = Act(words.get(paper.state, _("查看")), url, main=True)
        what = _("《%(title)s》%(state)s") % {
            "title": paper.title,
            "state": paper.get_state_display(),
        }
        found[paper.public_id] = Due(Matter(what, _("本人"), act, url), since(paper))
    return found


def since(paper: Paper):  # type: ignore[no-untyped-def]
    """The day from which the paper waits."""
    return timezone.localtime(paper.drafted_at).date()


def papers_to_acknowledge(actor: Actor, place: Jurisdiction) -> dict[str, Due]:
    """Papers issued to the reader's unit that nobody of it has acknowledged, by public id."""
    found = {}
    for paper in documents.to_acknowledge(actor, place)[:SHOWN]:
        url = reverse("documents:received_paper", args=[place.code, paper.public_id])
        what = _("%(number)s《%(title)s》") % {"number": paper.number, "title": paper.title}
        act = Act(_("确认收悉"), url, main=True)
        found[paper.public_id] = Due(Matter(what, _("本单位"), act, url), paper.receipt_due)
    return found

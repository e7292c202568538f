"""应本人要求删除现场反映: what was written and the photos go; when it came and what was answered stay (art. 47)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as building
from oversight.projects import receipts
from oversight.projects.actions.deleting import drop_files
from oversight.projects.actions.site import handled, locked
from oversight.projects.models import SiteReport
from oversight.projects.queries import supervising
from oversight.projects.rules import collecting

STANDING = frozenset(code for code, _word in SiteReport.STATES) - {"deleted"}


def delete_site_report_by_code(actor: Actor, place: Jurisdiction, *, code: str) -> SiteReport:
    """应本人要求删除: at once for whoever holds the code."""
    code = receipts.tidy(code)
    found = supervising.site_report_with(place, receipts.digest(code)) if code else None
    if found is None:
        raise NotPermitted(_("没有这个回执码。"))
    return erase(actor, place, found, permitted=True, how="code")


def delete_site_report(
    actor: Actor, place: Jurisdiction, report: SiteReport, *, reason: str
) -> SiteReport:
    """应本人要求删除（由经办人办）: where the code is lost; how the sender was known is written down."""
    reason = said(reason, "reason", "reason_missing", _("写明怎样核实是反映人本人要求。"))
    permitted = building.can_handle_site_reports(actor, place)
    return erase(actor, place, report, permitted=permitted, how="office", note=reason)


def erase(
    actor: Actor,
    place: Jurisdiction,
    report: SiteReport,
    *,
    permitted: bool,
    how: str,
    note: str = "",
) -> SiteReport:
    """Text and photos go; the project, the day and the answer stay, and the code says that it is deleted."""
    with act(
        "projects.delete_site_report",
        actor=actor,
        place=place.code,
        permitted=permitted,
        basis=_(collecting.PRIVACY_47),
    ) as running:
        report = locked(place, report, STANDING)
        photos = drop_files(report.photos.select_related("file"))
        facts = {"project": report.project.code, "was": report.state, "how": how, "photos": photos}
        report.text, report.text_mark, report.held_reasons = "", "", []
        report.state = "deleted"
        handled(actor, report)
        running.facts, running.note = facts, note[:500]
    return report

"""添加证据: a paper, a visit, a statement put to the file; what was added stays."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.cases import permissions
from oversight.cases.actions.support import locked, require, require_own, written
from oversight.cases.models import Case, CaseEvidence
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction


def add_evidence(
    actor: Actor,
    place: Jurisdiction,
    case: Case,
    *,
    kind: str,
    title: str,
    note: str = "",
    on: date | None = None,
    file: StoredFile | None = None,
    upload: tuple[str, BinaryIO] | None = None,
) -> CaseEvidence:
    """添加证据: with a stored file, or an upload (name and stream), or words alone."""
    permitted = permissions.can_draft_papers(actor, place) and permissions.works_on(actor, case)
    with act("cases.add_evidence", actor=actor, place=place.code, permitted=permitted) as running:
        case = locked(place, case)
        require_own(actor, case)
        require("add_evidence", case)
        if kind not in dict(CaseEvidence.KINDS):
            raise Invalid("unknown_kind", _("没有这一种证据。"), where="kind")
        on = on or institutions.today()
        not_to_come(on)
        if upload is not None:
            name, stream = upload
            file = store_file(
                actor, place, name=name, stream=stream, purpose=case.code, permitted=True
            )
        evidence = CaseEvidence(
            jurisdiction=place,
            case=case,
            kind=kind,
            title=written(title, "title", _("名称"), 200),
            note=note.replace("\x00", "").strip()[:1000],
            file=file,
            on=on,
            added_by=actor.label[:100],
        )
        put(evidence)
        running.facts = {"case": case.code, "title": evidence.title}
        if file is not None:
            running.facts["sha256"] = file.sha256
    return evidence

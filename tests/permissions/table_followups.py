"""权限表：followups。 A unit's people hold the rights of the rows for their own unit's items."""

from __future__ import annotations

from tests.permissions.rows import DESK, READERS, UNIT, Operation, Page, button, form

FOLLOWERS = READERS - {"admin"}
ASSIGNERS = frozenset({"clerk", "office"})
VERIFIERS = DESK | {"member"}
HEAD = frozenset({"unit_head"})
UPLOADER = {"unit_head": 404}  # only who uploaded a workbook sees its preview

OFFICE_PAGES = {
    "followups:followups": Page(FOLLOWERS),
    "followups:assign": form(ASSIGNERS),
    "followups:followup": Page(FOLLOWERS | UNIT, "key=followup"),
    "followups:file": Page(FOLLOWERS | UNIT, "key=followup_reported file=followup_file"),
    "followups:verify": form(VERIFIERS, "key=followup_reported"),
    "followups:send_back": form(VERIFIERS, "key=followup_reported"),
    "followups:extension_answer": form(DESK, "key=followup_extension"),
    "followups:urge": form(DESK, "key=followup", post=302),
    "followups:enter": form(DESK, "key=followup"),
    "followups:reassign": form(DESK, "key=followup"),
    "followups:withdraw": form(DESK, "key=followup"),
}

UNIT_PAGES = {
    "followups:accept": button(UNIT, "key=followup"),
    "followups:progress": form(UNIT, "key=followup"),
    "followups:done": form(UNIT, "key=followup"),
    "followups:sign": form(UNIT, "key=followup_sign"),
    "followups:return_report": form(HEAD, "key=followup_sign"),
    "followups:extension": form(UNIT, "key=followup"),
    "followups:evidence": form(UNIT, "key=followup"),
    "followups:part_new": form(UNIT, "key=followup"),
    "followups:part_finish": form(UNIT, "key=followup_extension part=followup_part", post=302),
    "followups:part_drop": form(UNIT, "key=followup_extension part=followup_part"),
}

DUTIES = {
    "followups:duties": Page(UNIT),
    "followups:duties_unit": Page(UNIT),
    "followups:duties_accept": button(UNIT),
    "followups:shared_evidence": form(UNIT),
    "followups:duties_export": Page(UNIT),
    "followups:duties_import": form(UNIT),
    "followups:duties_preview": form(UNIT, "key=duty_draft", but=UPLOADER),
    "followups:duties_refused": Page(UNIT, "key=duty_draft", but=UPLOADER),
}

PAGES: dict[str, Page] = OFFICE_PAGES | UNIT_PAGES | DUTIES
OPERATIONS: dict[str, Operation] = {}

"""地址: items of a place under followups/, the one desk of who speaks for units under duties/."""

from django.urls import path

from oversight.followups.views import (
    duties,
    evidence,
    items,
    lists,
    office_acts,
    sheets,
    unit_acts,
    units,
)

app_name = "followups"
DESK = "w/<slug:place>/followups/"
ITEM = DESK + "<slug:key>/"
DUTIES = "w/<slug:place>/duties/"
urlpatterns = [
    path(DESK, lists.followups, name="followups"),
    path(DESK + "new/", office_acts.assign, name="assign"),
    path(ITEM, items.followup, name="followup"),
    path(ITEM + "files/<slug:file>/", items.evidence_file, name="file"),
    path(ITEM + "verify/", office_acts.verify, name="verify"),
    path(ITEM + "send-back/", office_acts.send_back, name="send_back"),
    path(ITEM + "extension/answer/", office_acts.extension_answer, name="extension_answer"),
    path(ITEM + "urge/", office_acts.urge, name="urge"),
    path(ITEM + "slip/", office_acts.slip, name="slip"),
    path(ITEM + "enter/", office_acts.enter, name="enter"),
    path(ITEM + "reassign/", office_acts.reassign, name="reassign"),
    path(ITEM + "withdraw/", office_acts.withdraw, name="withdraw"),
    path(ITEM + "accept/", unit_acts.accept, name="accept"),
    path(ITEM + "progress/", unit_acts.progress, name="progress"),
    path(ITEM + "done/", unit_acts.done, name="done"),
    path(ITEM + "sign/", unit_acts.sign, name="sign"),
    path(ITEM + "return/", unit_acts.return_report, name="return_report"),
    path(ITEM + "extension/", unit_acts.extension, name="extension"),
    path(ITEM + "evidence/", evidence.evidence, name="evidence"),
    path(ITEM + "parts/new/", unit_acts.part_new, name="part_new"),
    path(ITEM + "parts/<slug:part>/finish/", unit_acts.part_finish, name="part_finish"),
    path(ITEM + "parts/<slug:part>/drop/", unit_acts.part_drop, name="part_drop"),
    path(DUTIES, duties.duties, name="duties"),
    path(DUTIES + "unit/", units.duties_unit, name="duties_unit"),
    path(DUTIES + "accept/", duties.duties_accept, name="duties_accept"),
    path(DUTIES + "evidence/", evidence.shared_evidence, name="shared_evidence"),
    path(DUTIES + "export/", sheets.duties_export, name="duties_export"),
    path(DUTIES + "import/", sheets.duties_import, name="duties_import"),
    path(DUTIES + "import/<slug:key>/", sheets.duties_preview, name="duties_preview"),
    path(DUTIES + "import/<slug:key>/refused/", sheets.duties_refused, name="duties_refused"),
]

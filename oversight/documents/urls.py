"""地址: papers of the office under papers/, what a unit received under received/."""

from django.urls import path

from oversight.documents.views import (
    drafting,
    listing,
    papers,
    receipts,
    received,
    registers,
    sign_off,
    templates,
)

app_name = "documents"
DESK = "w/<slug:place>/papers/"
PAPER = DESK + "<slug:public_id>/"
RECEIVED = "w/<slug:place>/received/"
TEMPLATES = DESK + "templates/"
RECEIPT = DESK + "receipts/<slug:key>/"
urlpatterns = [
    path(DESK, listing.papers, name="papers"),
    path(DESK + "export/", listing.papers_export, name="papers_export"),
    path(DESK + "new/", drafting.paper_new, name="paper_new"),
    path(DESK + "preview/", drafting.paper_preview, name="paper_preview"),
    path(DESK + "calls/", receipts.phone_list, name="phone_list"),
    path(DESK + "calls/print/", receipts.phone_print, name="phone_print"),
    path(DESK + "calls/export/", receipts.phone_export, name="phone_export"),
    path(RECEIPT + "acknowledge/", receipts.receipt_acknowledge, name="receipt_acknowledge"),
    path(RECEIPT + "call/", receipts.receipt_call, name="receipt_call"),
    path(DESK + "registers/", registers.registers, name="registers"),
    path(DESK + "registers/carry-in/", registers.carry_in, name="carry_in"),
    path(DESK + "registers/<slug:key>/", registers.register, name="register"),
    path(DESK + "registers/<slug:key>/export/", registers.register_export, name="register_export"),
    path(TEMPLATES, templates.paper_templates, name="paper_templates"),
    path(TEMPLATES + "fields/", templates.paper_fields, name="paper_fields"),
    path(TEMPLATES + "new/", templates.paper_template_new, name="paper_template_new"),
    path(
        TEMPLATES + "shipped/<slug:kind>/",
        templates.paper_template_shipped,
        name="paper_template_shipped",
    ),
    path(TEMPLATES + "<slug:key>/", templates.paper_template, name="paper_template"),
    path(TEMPLATES + "<slug:key>/file/", templates.paper_template_file, name="paper_template_file"),
    path(TEMPLATES + "<slug:key>/end/", templates.paper_template_end, name="paper_template_end"),
    path(
        TEMPLATES + "<slug:key>/preview/<slug:public_id>/",
        templates.paper_template_preview,
        name="paper_template_preview",
    ),
    path(PAPER, papers.paper, name="paper"),
    path(PAPER + "pdf/", papers.paper_pdf, name="paper_pdf"),
    path(PAPER + "docx/", papers.paper_docx, name="paper_docx"),
    path(PAPER + "print/", papers.paper_print, name="paper_print"),
    path(PAPER + "versions/<int:number>/", papers.paper_version, name="paper_version"),
    path(PAPER + "files/<slug:key>/", papers.paper_file, name="paper_file"),
    path(PAPER + "edit/", drafting.paper_edit, name="paper_edit"),
    path(PAPER + "attach/", drafting.paper_attach, name="paper_attach"),
    path(PAPER + "files/<slug:key>/drop/", drafting.paper_detach, name="paper_detach"),
    path(PAPER + "submit/", sign_off.paper_submit, name="paper_submit"),
    path(PAPER + "check/", sign_off.paper_check, name="paper_check"),
    path(PAPER + "ask-cosign/", sign_off.paper_ask_cosign, name="paper_ask_cosign"),
    path(PAPER + "cosign/", sign_off.paper_cosign, name="paper_cosign"),
    path(PAPER + "cosign/<slug:key>/drop/", sign_off.paper_drop_cosign, name="paper_drop_cosign"),
    path(PAPER + "sign/", sign_off.paper_sign, name="paper_sign"),
    path(PAPER + "seal/", sign_off.paper_seal, name="paper_seal"),
    path(PAPER + "issue/", sign_off.paper_issue, name="paper_issue"),
    path(PAPER + "return/", sign_off.paper_return, name="paper_return"),
    path(PAPER + "recall/", sign_off.paper_recall, name="paper_recall"),
    path(PAPER + "archive/", sign_off.paper_archive, name="paper_archive"),
    path(PAPER + "withdraw/", sign_off.paper_withdraw, name="paper_withdraw"),
    path(RECEIVED, received.received, name="received"),
    path(RECEIVED + "<slug:public_id>/", received.received_paper, name="received_paper"),
    path(
        RECEIVED + "<slug:public_id>/acknowledge/",
        received.received_acknowledge,
        name="received_acknowledge",
    ),
    path(
        RECEIVED + "<slug:public_id>/files/<slug:key>/",
        received.received_file,
        name="received_file",
    ),
]

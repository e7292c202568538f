"""地址: pages of this app; the name of an act is the name of its address."""

from django.urls import URLPattern, path

from oversight.cases.views import case, deciding, judging, lists, opening, paper_acts

app_name = "cases"
CASES = "w/<slug:place>/cases/"
CASE = CASES + "<slug:key>/"
urlpatterns: list[URLPattern] = [
    path(CASES, lists.cases, name="cases"),
    path(CASES + "print/", lists.cases_print, name="cases_print"),
    path(CASES + "queue/", lists.queue_page, name="queue"),
    path(CASES + "unreported/", lists.unreported, name="unreported"),
    path(CASES + "export.<slug:form>", lists.export, name="export"),
    path(CASES + "new/", opening.new, name="new"),
    path(CASES + "new/<slug:origin>/", opening.open_case, name="open_case"),
    path(CASE, case.case, name="case"),
    path(CASE + "judgment/", case.judgment_page, name="judgment"),
    path(CASE + "comparison/", case.comparison, name="comparison"),
    path(CASE + "followups/", case.case_followups, name="case_followups"),
    path(CASE + "links/", case.case_links, name="case_links"),
    path(CASE + "print/", case.case_print, name="case_print"),
    path(CASE + "decisions/<slug:decision_id>/replay/", case.replay, name="replay"),
    path(CASE + "opinion/", judging.write_opinion, name="write_opinion"),
    path(CASE + "opinion/sign/", judging.sign_opinion, name="sign_opinion"),
    path(CASE + "decision/", deciding.record_decision, name="record_decision"),
    path(CASE + "decision/confirm/", deciding.confirm_decision, name="confirm_decision"),
    path(CASE + "decision/refuse/", deciding.refuse_decision, name="refuse_decision"),
    path(CASE + "lead/", deciding.reassign, name="reassign"),
    path(CASE + "notice/", paper_acts.draft_notice, name="draft_notice"),
    path(CASE + "notice/withdraw/", paper_acts.withdraw_notice, name="withdraw_notice"),
    path(CASE + "remind/", paper_acts.remind_unit, name="remind_unit"),
    path(CASE + "judgment/sheet/", paper_acts.draft_judgment_sheet, name="draft_judgment_sheet"),
    path(CASE + "minutes/", paper_acts.draft_minutes_extract, name="draft_minutes_extract"),
    path(CASE + "report/", paper_acts.draft_report_up, name="draft_report_up"),
    path(CASE + "evidence/", paper_acts.add_evidence, name="add_evidence"),
]

"""地址: questions, inquiries, papers and appointments of the items of a meeting."""

from django.urls import path

from oversight.meetings.views import (
    appointment_acts,
    appointment_papers,
    appointments,
    audits,
    inquiries,
    inquiry_acts,
    item_paper_acts,
    item_papers,
    own_inquiries,
    own_questions,
    question_acts,
    questions,
)

ITEM = "w/<slug:place>/agenda/<slug:key>/"
QUESTION = "w/<slug:place>/questions/<slug:key>/"
MINE = "w/<slug:place>/my-questions/"

QUESTIONS = [
    path(ITEM + "questions/", questions.questions, name="questions"),
    path(ITEM + "questions/new/", questions.question_new, name="question_new"),
    path(ITEM + "questions/order/", questions.questions_order, name="questions_order"),
    path(QUESTION, questions.question, name="question"),
    path(QUESTION + "ask/", question_acts.ask, name="question_ask"),
    path(QUESTION + "answer/", question_acts.answer, name="question_answer"),
    path(QUESTION + "follow-up/", question_acts.follow_up, name="question_follow_up"),
    path(QUESTION + "block/", question_acts.block, name="question_block"),
    path(QUESTION + "defer/", question_acts.defer, name="question_defer"),
    path(QUESTION + "withdraw/", question_acts.withdraw, name="question_withdraw"),
    path(QUESTION + "change/", question_acts.change, name="question_change"),
    path(QUESTION + "promise/", question_acts.promise, name="question_promise"),
    path(
        QUESTION + "promises/<slug:promise>/drop/",
        question_acts.promise_drop,
        name="promise_drop",
    ),
    path(MINE, own_questions.my_questions, name="my_questions"),
    path(MINE + "ask/<slug:key>/", own_questions.my_question_new, name="my_question_new"),
    path(MINE + "<slug:key>/", own_questions.my_question, name="my_question"),
]

INQUIRIES_LIST = "w/<slug:place>/inquiries/"
INQUIRY = INQUIRIES_LIST + "<slug:key>/"
SIGNED = "w/<slug:place>/my-inquiries/"

INQUIRIES = [
    path(INQUIRIES_LIST, inquiries.inquiries, name="inquiries"),
    path(INQUIRIES_LIST + "new/", inquiry_acts.start, name="inquiry_new"),
    path(INQUIRY, inquiries.inquiry, name="inquiry"),
    path(INQUIRY + "answers/<int:number>/scan/", inquiries.inquiry_scan, name="inquiry_scan"),
    path(
        INQUIRY + "signatures/<slug:signer>/",
        inquiries.inquiry_signatures,
        name="inquiry_signatures",
    ),
    path(INQUIRY + "sign/", inquiry_acts.sign, name="inquiry_sign"),
    path(INQUIRY + "unsign/", inquiry_acts.unsign, name="inquiry_unsign"),
    path(INQUIRY + "submit/", inquiry_acts.submit, name="inquiry_submit"),
    path(INQUIRY + "decide/", inquiry_acts.decide, name="inquiry_decide"),
    path(INQUIRY + "refuse/", inquiry_acts.refuse, name="inquiry_refuse"),
    path(INQUIRY + "answer/", inquiry_acts.answer, name="inquiry_answer"),
    path(INQUIRY + "demand/", inquiry_acts.demand, name="inquiry_demand"),
    path(INQUIRY + "accept/", inquiry_acts.accept, name="inquiry_accept"),
    path(INQUIRY + "withdraw/", inquiry_acts.withdraw, name="inquiry_withdraw"),
    path(SIGNED, own_inquiries.my_inquiries, name="my_inquiries"),
    path(SIGNED + "new/", inquiry_acts.my_start, name="my_inquiry_new"),
    path(SIGNED + "<slug:key>/", own_inquiries.my_inquiry, name="my_inquiry"),
]

PAPER = "w/<slug:place>/item-papers/<slug:key>/"

PAPERS = [
    path(ITEM + "papers/", item_papers.item_papers, name="item_papers"),
    path(ITEM + "papers/new/", item_paper_acts.item_paper_new, name="item_paper_new"),
    path(PAPER, item_papers.item_paper, name="item_paper"),
    path(PAPER + "versions/<int:number>/", item_papers.item_paper_file, name="item_paper_file"),
    path(PAPER + "versions/new/", item_paper_acts.item_paper_version, name="item_paper_version"),
    path(PAPER + "drop/", item_paper_acts.item_paper_drop, name="item_paper_drop"),
    path(PAPER + "copies/", item_paper_acts.item_paper_copies, name="item_paper_copies"),
    path(PAPER + "copies/<slug:copy>/back/", item_paper_acts.copy_back, name="copy_back"),
    path(PAPER + "copies/<slug:copy>/lost/", item_paper_acts.copy_lost, name="copy_lost"),
]

PERSON = "w/<slug:place>/appointments/<slug:key>/"

APPOINTMENTS = [
    path(ITEM + "appointments/", appointments.appointments, name="appointments"),
    path(ITEM + "appointments/new/", appointment_acts.appointment_new, name="appointment_new"),
    path(ITEM + "appointments/vote/", appointment_acts.vote, name="appointments_vote"),
    path(ITEM + "appointments/paper/", appointment_acts.paper, name="appointments_paper"),
    path(PERSON, appointments.appointment, name="appointment"),
    path(PERSON + "letter/", appointments.appointment_letter, name="appointment_letter"),
    path(PERSON + "introduce/", appointment_acts.introduce, name="appointment_introduce"),
    path(PERSON + "exam/", appointment_acts.exam, name="appointment_exam"),
    path(PERSON + "statement/", appointment_acts.statement, name="appointment_statement"),
    path(PERSON + "defence/", appointment_acts.defence, name="appointment_defence"),
    path(PERSON + "announce/", appointment_acts.announce, name="appointment_announce"),
    path(PERSON + "certify/", appointment_acts.certify, name="appointment_certify"),
    path(PERSON + "oath/", appointment_acts.oath, name="appointment_oath"),
    path(PERSON + "withdraw/", appointment_acts.withdraw, name="appointment_withdraw"),
    path(
        PERSON + "papers/<slug:kind>/",
        appointment_papers.appointment_paper,
        name="appointment_paper",
    ),
]

AUDITS = [
    path(ITEM + "ledger/", audits.ledger, name="ledger"),
    path(ITEM + "ledger/import/", audits.import_ledger, name="import_ledger"),
    path("w/<slug:place>/audit-problems/<slug:key>/", audits.audit_problem, name="audit_problem"),
]

urlpatterns = [*QUESTIONS, *INQUIRIES, *PAPERS, *APPOINTMENTS, *AUDITS]

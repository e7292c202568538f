"""地址: pages of this app; the name of an act is the name of its address."""

from django.urls import URLPattern, path

from oversight.voting.secret.keys_urls import urlpatterns as key_pages
from oversight.voting.secret.urls import urlpatterns as card_pages
from oversight.voting.views import (
    counting,
    entering,
    lists,
    named,
    phones,
    poll,
    preparing,
    recusing,
    running,
    signing,
)

app_name = "voting"
POLLS = "w/<slug:place>/voting/"
POLL = POLLS + "<slug:key>/"
urlpatterns: list[URLPattern] = [
    *key_pages,  # before what any poll of this name would have
    *card_pages,
    path(POLLS, lists.polls, name="polls"),
    path(POLLS + "print/", lists.polls_print, name="polls_print"),
    path(POLLS + "export.<slug:form>", lists.export, name="export"),
    path(POLLS + "new/", preparing.prepare_poll, name="prepare_poll"),
    path(POLL, poll.poll, name="poll"),
    path(POLL + "result/print/", poll.result_print, name="result_print"),
    path(POLL + "ballot/", poll.ballot, name="ballot"),
    path(POLL + "count/form/", poll.count_form, name="count_form"),
    path(POLL + "scrutineers/", preparing.name_scrutineers, name="name_scrutineers"),
    path(POLL + "recusals/new/", recusing.declare_recusal, name="declare_recusal"),
    path(POLL + "recusals/withdraw/", recusing.withdraw_recusal, name="withdraw_recusal"),
    path(POLL + "presider/", running.name_presider, name="name_presider"),
    path(POLL + "cancel/", preparing.cancel_poll, name="cancel_poll"),
    path(POLL + "again/", preparing.hold_again, name="hold_again"),
    path(POLL + "open/", running.open_poll, name="open_poll"),
    path(POLL + "close/", running.close_poll, name="close_poll"),
    path(POLL + "vote/", named.cast_by_name, name="cast_by_name"),
    path(POLL + "roll-call/", named.enter_by_name, name="enter_by_name"),
    path(POLL + "declare/", running.declare_collected, name="declare_collected"),
    path(POLL + "recount/", running.order_recount, name="order_recount"),
    path(POLL + "announce/", running.announce, name="announce"),
    path(POLL + "count/", counting.count, name="count"),
    path(POLL + "count/print/", counting.count_print, name="count_print"),
    path(POLL + "count/enter/", entering.enter_counts, name="enter_counts"),
    path(POLL + "count/file/", entering.enter_file, name="enter_file"),
    path(POLL + "count/template.<slug:form>", entering.entry_template, name="entry_template"),
    path(POLL + "count/correct/", counting.correct_cell, name="correct_cell"),
    path(
        POLL + "count/corrections/<slug:correction>/confirm/",
        counting.confirm_correction,
        name="confirm_correction",
    ),
    path(
        POLL + "count/corrections/<slug:correction>/refuse/",
        counting.refuse_correction,
        name="refuse_correction",
    ),
    path(POLL + "count/lock/", counting.lock_sheet, name="lock_sheet"),
    path(POLL + "signing-codes/", phones.issue_signing_code, name="issue_signing_code"),
    path("p/<slug:place>/sign/", phones.signing, name="signing"),
    path("p/<slug:place>/sign/<str:code>/", phones.signing_link, name="signing_link"),
    path(POLL + "count/sign/", signing.sign_sheet, name="sign_sheet"),
    path(POLL + "count/scan/<slug:signature>/", signing.scan, name="scan"),
]

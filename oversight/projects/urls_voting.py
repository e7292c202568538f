"""地址：票决、公告、报备."""

from django.urls import URLPattern, path

from oversight.projects.views import ballot_acts, ballots, filings

YEAR = "w/<slug:place>/projects/<int:year>/"
BALLOT = YEAR + "ballot/"
RECEIVED = "w/<slug:place>/received-filings/"
ONE = RECEIVED + "<slug:key>/"
urlpatterns: list[URLPattern] = [
    path(BALLOT, ballots.ballot, name="ballot"),
    path(BALLOT + "print/", ballots.print_ballots, name="print_ballots"),
    path(BALLOT + "poster.pdf", ballots.result_poster, name="result_poster"),
    path(BALLOT + "measure/new/", ballot_acts.draft_measure, name="draft_measure"),
    path(BALLOT + "measure/change/", ballot_acts.change_measure, name="change_measure"),
    path(BALLOT + "measure/paper/", ballot_acts.draft_measure_paper, name="draft_measure_paper"),
    path(BALLOT + "measure/table/", ballot_acts.table_measure, name="table_measure"),
    path(BALLOT + "table/", ballot_acts.table_list, name="table_list"),
    path(BALLOT + "vote/", ballot_acts.put_to_vote, name="put_to_vote"),
    path(BALLOT + "vote/again/", ballot_acts.vote_again, name="vote_again"),
    path(BALLOT + "settle/", ballot_acts.settle_ballot, name="settle_ballot"),
    path(BALLOT + "chosen/", ballot_acts.table_chosen, name="table_chosen"),
    path(BALLOT + "announcement/", ballot_acts.draft_announcement, name="draft_announcement"),
    path(BALLOT + "brief/", ballot_acts.draft_brief, name="draft_brief"),
    path(BALLOT + "publish/", ballot_acts.propose_result, name="propose_result"),
    path(BALLOT + "announced/", ballot_acts.announce_result, name="announce_result"),
    path(YEAR + "filing/", filings.filing, name="filing"),
    path(YEAR + "filing/submit/", filings.submit_filing, name="submit_filing"),
    path(YEAR + "filing/files/<slug:key>/", filings.filing_file, name="filing_file"),
    path(RECEIVED, filings.received_filings, name="received_filings"),
    path(RECEIVED + "print/", filings.received_filings_print, name="received_filings_print"),
    path(
        RECEIVED + "export.<slug:form>",
        filings.received_filings_export,
        name="received_filings_export",
    ),
    path(ONE, filings.received_filing, name="received_filing"),
    path(ONE + "files/<slug:file_key>/", filings.received_file, name="received_file"),
    path(ONE + "acknowledge/", filings.acknowledge_filing, name="acknowledge_filing"),
    path(ONE + "return/", filings.return_filing, name="return_filing"),
    path(ONE + "file/", filings.file_result, name="file_result"),
]

"""地址: pages of filings, for the desk only."""

from django.urls import path

from oversight.publications.filings.views import course, detail, listing, writing

app_name = "filings"
LIST = "w/<slug:place>/filings/"
FILING = LIST + "<slug:key>/"
urlpatterns = [
    path(LIST, listing.filings, name="filings"),
    path(LIST + "export.<str:form>", listing.filings_export, name="filings_export"),
    path(LIST + "new/", writing.filing_new, name="filing_new"),
    path(FILING, detail.filing, name="filing"),
    path(FILING + "print/", detail.filing_print, name="filing_print"),
    path(FILING + "change/", writing.filing_change, name="filing_change"),
    path(FILING + "withdraw/", writing.filing_withdraw, name="filing_withdraw"),
    path(FILING + "send/", course.filing_send, name="filing_send"),
    path(FILING + "acknowledge/", course.filing_acknowledge, name="filing_acknowledge"),
    path(FILING + "reply/", course.filing_reply, name="filing_reply"),
    path(FILING + "return/", course.filing_return, name="filing_return"),
    path(FILING + "filed/", course.filing_filed, name="filing_filed"),
]

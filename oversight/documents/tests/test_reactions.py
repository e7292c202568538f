"""签发之后: the filing of a signed report has number and signer without anybody typing them again."""

from __future__ import annotations

import pytest

from oversight.audit import outbox
from oversight.audit import queries as audit
from oversight.config.reactions import REACTIONS
from oversight.documents import reactions
from oversight.documents.tests.builders import advance, make_office, make_paper
from oversight.publications.filings.queries import filing_by_id
from oversight.publications.tests.builders import make_filing

pytestmark = pytest.mark.django_db


def test_a_filing_takes_number_and_signer_of_its_paper_once():
    office = make_office()
    paper = make_paper(office, kind="report_up", addressees=["县委"])
    filing = make_filing(office.place, paper_id=paper.public_id)
    paper = advance(office, paper, "signed")
    outbox.run_pending(REACTIONS)
    reactions.on_sign(audit.last_entry(office.place.code, "documents.sign"))
    found = filing_by_id(office.place, filing.public_id)
    assert (found.number, found.signed_by) == (paper.number, paper.signed_label)
    assert audit.entries_of(office.place.code).filter(code="filings.take_number").count() == 1

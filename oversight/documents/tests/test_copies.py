"""抄报和抄送: each copy stands under its own word, on the paper, on its page and after the draft was edited."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.audit.errors import Invalid
from oversight.documents import addressing, rendering
from oversight.documents.queries.tracks import receipts_in_words
from oversight.documents.tests.builders import Office, at_state, make_office, make_paper
from oversight.institutions.tests import builders as make
from oversight.publications.filings.recipients import Recipient

pytestmark = pytest.mark.django_db
TO = (
    Recipient("县委", "report_to"),
    Recipient("县政府", "copy_up"),
    Recipient("各镇人大", "copy_to"),
    Recipient("县纪委", "copy_up"),
)
LINES = (("抄报", "县政府、县纪委"), ("抄送", "各镇人大"))


@pytest.fixture
def office() -> Office:
    return make_office(name="云川市", kind="city")


def test_each_copy_stands_under_its_own_word_and_keeps_it_when_the_draft_is_edited(office: Office):
    paper = make_paper(office, copies=addressing.copies_of(TO))
    assert rendering.content_of(office.place, paper).copy_to == LINES
    client = make.signed_in(office.grants["clerk"])
    edit = reverse("documents:paper_edit", args=[office.place.code, paper.public_id])
    form = client.get(edit).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "others": "县委",
        "units": [],
        "copy_units": [str(office.unit.public_id)],
        "copy_others": "县政府\n各镇人大\n县纪委\n县法院",
    }
    assert client.post(edit, data).status_code == 302
    paper.refresh_from_db()
    assert dict(paper.copy_lines) == {
        "抄报": "县政府、县纪委",
        "抄送": f"{office.unit.name}、各镇人大、县法院",
    }
    page = client.get(reverse("documents:paper", args=[office.place.code, paper.public_id]))
    assert "抄报：县政府、县纪委" in page.content.decode()


def test_receipts_say_how_the_copy_went_and_an_unknown_word_is_refused(office: Office):
    paper = at_state(office, "issued", copies=[*addressing.copies_of(TO), office.other_unit])
    labels = {one.name: one.copy_label for one in paper.receipts.filter(copy=True)}
    assert labels == {
        "县政府": "抄报", "县纪委": "抄报", "各镇人大": "抄送", office.other_unit.name: "抄送"
    }  # fmt: skip
    assert receipts_in_words(paper).endswith("，1 处尚未收悉")
    with pytest.raises(Invalid) as refused:
        make_paper(office, copies=[{"kind": "text", "name": "县政府", "label": "密送"}])
    assert (refused.value.code, refused.value.where) == ("unknown_choice", "copies")

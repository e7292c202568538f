"""报送的文号: the form of GB/T 9704 in the words of the body that reports, 云人党组报〔2026〕3号."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries import today
from oversight.publications.models import Filing
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Numbering
from oversight.rulebooks.sections.numbering import FORMAT, NUMBER, written

SERIES = {"report_up": "report", "filing": "main"}


def example(place: Jurisdiction, issuer: Body, kind: str) -> str:
    """How a number of this body's reports (of its general papers for a filing) is written here."""
    numbering = rulebooks.in_force(place).of(Numbering)
    word = numbering.word(issuer.kind, SERIES[kind], place.name)
    return written(word, today().year, 3)


def checked(place: Jurisdiction, filing: Filing, number: str) -> str:
    """The number without blanks; one that was not there before has the form of a number."""
    number = "".join(number.split())
    if number and number != filing.number and not NUMBER.match(number):
        text = _(
            "文号写成“%(example)s”的样子：机关代字，六角括号里四位年份，序号前不加“第”、不补零。"
            "没有文号的空着。"
        )
        values = {"example": example(place, filing.issuer, filing.kind)}
        raise Invalid("bad_number", text % values, where="number", basis=_(FORMAT))
    return number

"""公文成文: what a paper says, as the layout takes it, and the files made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from oversight.documents import addressing, typefaces
from oversight.documents.kind_values import PaperKind
from oversight.documents.layout import docx_template
from oversight.documents.layout.content import (
    Block,
    Direction,
    Form,
    PaperContent,
    SignatureLine,
)
from oversight.documents.layout.texts import blocks_from_text
from oversight.documents.models import Paper
from oversight.documents.templates_store.store import template_bytes
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries import bodies_of, body_of_kind, profile_of, today

WORDS = {"minutes": "纪要"}


def content_of(place: Jurisdiction, paper: Paper) -> PaperContent:
    """The paper as it is printed at its present step."""
    attachments = [each.label for each in paper.files.all() if _is_attachment(each)]
    return laid_out(
        place,
        paper.paper_kind,
        paper.issuer,
        title=paper.title,
        number=paper.number,
        security=paper.security,
        urgency=paper.urgency,
        signers=(paper.signed_label,) if paper.signed_label else (),
        addressees=addressing.words(paper.addressees),
        text=paper.text,
        attachments=tuple(attachments),
        issued_on=paper.signed_on,
        contact=paper.contact,
        copies=paper.copy_lines,
        printed_on=timezone.localdate(paper.issued_at) if paper.issued_at else paper.signed_on,
        facts=paper.facts,
        seal_place=paper.signed_on is None,  # a signed paper is stamped, not its drawing
        drawn=drawn_for(place, paper),
    )


Drawn = Callable[[Jurisdiction, Mapping[str, Any]], Mapping[tuple[str, str], Any]]
"""Place and a paper's facts → (who, name) → strokes of the signature drawn on a screen."""


def drawn_for(place: Jurisdiction, paper: Paper) -> Mapping[tuple[str, str], Any]:
    """The signatures drawn for this paper, from whoever keeps them (``PAPER_SIGNATURES``)."""
    path = getattr(settings, "PAPER_SIGNATURES", "")
    kept: Mapping[str, Drawn] = import_string(path) if path else {}
    return kept[paper.kind](place, paper.facts) if paper.kind in kept else {}


def with_drawn(blocks: Iterable[Block], drawn: Mapping[tuple[str, str], Any]) -> Iterator[Block]:
    """The blocks, each place to sign with what its person drew."""
    for block in blocks:
        if isinstance(block, SignatureLine) and (block.label, block.name) in drawn:
            strokes = drawn[block.label, block.name]
            kept = tuple(tuple((x, y) for x, y in one) for one in strokes)
            yield replace(block, strokes=kept)
        else:
            yield block


def laid_out(
    place: Jurisdiction,
    kind: PaperKind,
    issuer: Body,
    *,
    title: str,
    text: str,
    addressees: str = "",
    copies: tuple[tuple[str, str], ...] = (),
    signers: tuple[str, ...] = (),
    issued_on: date | None = None,
    printed_on: date | None = None,
    facts: dict[str, Any] | None = None,
    drawn: Mapping[tuple[str, str], Any] | None = None,
    **more: Any,
) -> PaperContent:
    """A paper of this kind and issuer; also one that is only being written."""
    more.setdefault("number", "")
    form, direction = Form(kind.form), Direction(kind.direction)
    office = body_of_kind(place, "general_office")
    facts = facts or {}
    plain = kind.is_working_paper
    foot = kind.end_matter and not plain
    if plain:
        more["seal_place"] = False
    return PaperContent(
        issuer_names=(issuer.name,),
        title=title,
        form=form,
        direction=direction,
        document_word=WORDS.get(kind.form, ""),
        signer_names=signers if direction is Direction.UP else (),
        addressees=addressees,
        blocks=tuple(with_drawn(blocks_from_text(text), drawn or {})),
        issued_by="" if plain else issuer.name,
        issued_on=None if plain else issued_on,
        attendance=tuple((str(a), str(b)) for a, b in facts.get("attendance", ())),
        issue_no=str(facts.get("issue_no", "")),
        copy_to=tuple(pair for pair in copies if pair[1]),
        printed_by=(office.name if office else issuer.name) if foot else "",
        printed_on=printed_on if foot else None,
        demo=profile_of(place).demo,
        **more,
    )


def shipped_template(place: Jurisdiction, kind: PaperKind) -> bytes | None:
    """随附的模板, its head fitted to the place's own office; None where the place has no body yet."""
    issuer = body_of_kind(place, "general_office") or bodies_of(place).on(today()).first()
    if issuer is None:
        return None
    content = laid_out(place, kind, issuer, title="", text="")
    return docx_template.template(content, typefaces.paper_fonts())


def pdf_from(content: PaperContent) -> bytes:
    """Anything laid out, as PDF."""
    return typefaces.pdf(content)


def pdf_of(place: Jurisdiction, paper: Paper) -> bytes:
    """The paper as PDF."""
    return typefaces.pdf(content_of(place, paper))


def docx_of(place: Jurisdiction, paper: Paper) -> bytes:
    """The paper as DOCX."""
    own = template_bytes(place, paper.kind, paper.issuer)
    return typefaces.docx(content_of(place, paper), own)


def file_name(paper: Paper, extension: str) -> str:
    """草稿 stands in the name alone while the paper is unsigned."""
    name = f"{paper.number} {paper.title}" if paper.number else f"草稿 {paper.title}"
    if paper.state in {"returned", "recalled", "withdrawn"}:
        name = f"{paper.get_state_display()} {name}"
    return f"{name}.{extension}"


def _is_attachment(each: Any) -> bool:
    return each.role == "attachment" and not each.dropped

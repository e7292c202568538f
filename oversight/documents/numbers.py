"""编号: draws the next number of a register inside the signing transaction, under the register's lock.

A number is drawn once, belongs to one paper for ever, and none is left out: what fails afterwards takes the
drawing back with it, since both are one transaction.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.documents import periods
from oversight.documents.kind_values import SERIES
from oversight.documents.models import DrawnNumber, NumberRegister, Paper
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Body, Jurisdiction


def draw(actor: Actor, place: Jurisdiction, paper: Paper, year: int) -> str:
    """The paper's number of that year; the one it already has where it was signed before."""
    register = locked(place, paper.issuer, year, paper.paper_kind.series)
    scope = Scope.of(place)
    own = DrawnNumber.objects.in_scope(scope).filter(register=register, paper=paper).first()
    if own is None:
        register.last += 1
        register.save()
        own = DrawnNumber(
            jurisdiction=place,
            register=register,
            number=register.last,
            paper=paper,
            drawn_at=timezone.now(),
            drawn_label=actor.label,
        )
        own.save()
    return register.text(own.number)


def locked(place: Jurisdiction, issuer: Body, year: int, series: str) -> NumberRegister:
    """The register, made where there is none, locked until the act ends."""
    wanted = {"issuer": issuer, "year": year, "series": series}
    rows = NumberRegister.objects.in_scope(Scope.of(place))
    if not rows.filter(**wanted).exists():
        try:
            with transaction.atomic():
                prefix = prefix_for(place, issuer, year, series)
                NumberRegister(jurisdiction=place, prefix=prefix, **wanted).save()
        except IntegrityError:
            if not rows.all().filter(**wanted).exists():  # another register has this prefix
                text = _("没有签发。机关代字“%(prefix)s”已用于另一本登记簿，先改代字。")
                raise Refused("prefix_taken", text % {"prefix": prefix}) from None
    return rows.select_for_update(of=("self",)).get(**wanted)


def prefix_for(place: Jurisdiction, issuer: Body, year: int, series: str) -> str:
    """机关代字: as in the newest earlier register, else as the rulebook says.

    Offices of one kind share the rulebook's word; the second of a year adds its own short name.
    """
    rows = NumberRegister.objects.in_scope(Scope.of(place))
    earlier = rows.filter(issuer=issuer, series=series, year__lt=year).order_by("-year").first()
    if earlier is not None:
        return earlier.prefix
    word = periods.issuer_word(place, issuer, series)
    taken = set(rows.filter(year=year).values_list("prefix", flat=True))
    if word not in taken:
        return word
    return f"{periods.issuer_word(place, issuer, 'main')}{short_of(issuer)}{SERIES[series].word}"


def short_of(issuer: Body) -> str:
    """财经 of 市人大财经工委: what tells an office from others of its kind."""
    name = issuer.short_name or issuer.name
    for part in ("人大", "常委会", "工作委员会", "委员会", "工委", "委"):
        name = name.replace(part, "")
    return name[-4:] or issuer.public_id[:2]


def carry_in(
    place: Jurisdiction, issuer: Body, year: int, series: str, prefix: str, last: int, reason: str
) -> NumberRegister:
    """The last number used before the system, and the 机关代字; only while nothing was drawn here."""
    if series not in SERIES:
        raise Invalid("unknown_series", _("没有这个序列。"), where="series")
    reason = said(reason, "reason", "reason_missing", _("写明依据，例如原登记簿的页次。"))
    prefix = "".join(prefix.split())
    if not prefix or any(mark in prefix for mark in "〔〕[]0123456789第号"):
        text = _("机关代字只写字，例如“云人常办”，不带年份和号。")
        raise Invalid("bad_prefix", text, where="prefix")
    taken = NumberRegister.objects.in_scope(Scope.of(place)).filter(year=year, prefix=prefix)
    if taken.exclude(issuer=issuer, series=series).exists():
        text = _("“%(prefix)s”已用于%(year)d年的另一本登记簿。")
        raise Invalid("prefix_taken", text % {"prefix": prefix, "year": year}, where="prefix")
    register = opened(place, issuer, year, series, prefix)
    if register.drawn.exists():
        text = _("这本登记簿已经编到 %(last)d 号，不再带入。") % {"last": register.last}
        raise Refused("already_drawn", text)
    register.prefix, register.carried, register.last = prefix, last, last
    register.carried_reason = reason[:200]
    register.save()
    return register


def opened(
    place: Jurisdiction, issuer: Body, year: int, series: str, prefix: str
) -> NumberRegister:
    """The register under lock; a new one begins with this prefix."""
    rows = NumberRegister.objects.in_scope(Scope.of(place))
    wanted = {"issuer": issuer, "year": year, "series": series}
    if not rows.filter(**wanted).exists():
        NumberRegister(jurisdiction=place, prefix=prefix, **wanted).save()
    return rows.all().select_for_update(of=("self",)).get(**wanted)

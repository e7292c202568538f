"""导入页的数据: the list of imports, one import with what was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from hotline_analytics.tickets import format_month

from oversight.audit.actors import Actor
from oversight.hotline import permissions, queries, queries_imports, set_aside
from oversight.hotline.models import ImportBatch
from oversight.hotline.pages.addresses import choice_of, text_of
from oversight.hotline.set_aside import SetAside
from oversight.institutions.models import Jurisdiction
from oversight.jobs.models import Job
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Page

PER_PAGE = 25


@dataclass(frozen=True)
class ImportList:
    """历次导入。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[ImportBatch]
    jobs: Sequence[tuple[Job, str]]
    sources: Sequence[tuple[str, str]]
    states: Sequence[tuple[str, str]]
    source: str
    state: str
    q: str
    filtered: bool
    import_url: str


@dataclass(frozen=True)
class ImportPage:
    """一次导入的结果。"""

    page: Page
    place: Jurisdiction
    batch: ImportBatch
    months: Sequence[tuple[str, str]]
    set_aside: SetAside | None
    gone: bool
    may_take: bool
    mapping_url: str


def crumbs(place: Jurisdiction, *rest: Crumb) -> tuple[Crumb, ...]:
    """热线分析 / …"""
    return (Crumb(_("热线分析"), reverse("hotline:months", args=[place.code])), *rest)


def imports_url(place: Jurisdiction) -> str:
    """历次导入。"""
    return reverse("hotline:imports", args=[place.code])


def import_list(place: Jurisdiction, actor: Actor, values: Mapping[str, Any]) -> ImportList:
    """The list as filters and paging of the address say."""
    sources = [(source.name, source.name) for source in queries.sources_of(place)]
    states = (("quarantined", _("有隔离的行")), ("whole", _("没有隔离的行")))
    source = choice_of(values, "source", dict(sources))
    state = choice_of(values, "state", dict(states))
    q = text_of(values, "q")
    found = queries_imports.chosen_batches(place, source=source, state=state, q=q)
    listing = Paginator(found, PER_PAGE).get_page(values.get("page"))
    may = permissions.can_import(actor, place)
    import_url = reverse("hotline:import_new", args=[place.code]) if may else ""
    running = queries_imports.open_jobs(place, ("hotline.import",))
    return ImportList(
        page=Page(
            title=list_title(place, len(running)),
            crumbs=crumbs(place, Crumb(_("历次导入"))),
            window_title=_("历次导入"),
            acts=list_acts(place, import_url),
        ),
        place=place,
        listing=listing,
        jobs=[(job, job_url(job)) for job in running],
        sources=sources,
        states=states,
        source=source,
        state=state,
        q=q,
        filtered=bool(source or state or q),
        import_url=import_url,
    )


def list_title(place: Jurisdiction, running: int) -> str:
    """Is one under way, when was the last?"""
    if running:
        return ngettext("正在导入 %(n)d 个文件", "正在导入 %(n)d 个文件", running) % {"n": running}
    last = queries.batches_of(place).first()
    if last is None:
        return _("还没有导入过工单")
    values = {"day": formats.day(last.imported_at), "read": formats.count(last.read, _("行"))}
    return _("最近一次导入在 %(day)s，读到 %(read)s") % values


def list_acts(place: Jurisdiction, import_url: str) -> tuple[Act, ...]:
    """What stands at the head of the list."""
    acts = [
        Act(_("对照表"), reverse("hotline:mappings", args=[place.code]), "list-check"),
        Act(_("月度统计表"), reverse("hotline:tables", args=[place.code]), "table"),
    ]
    if import_url:
        acts.insert(0, Act(_("导入热线数据"), import_url, "upload", main=True))
    return tuple(acts)


def job_url(job: Job) -> str:
    """The page of a job."""
    return reverse("jobs:job", args=[job.place, job.public_id])


def import_page(
    place: Jurisdiction, actor: Actor, batch: ImportBatch, values: Mapping[str, Any]
) -> ImportPage:
    """One import."""
    may_take = permissions.can_take_quarantine(actor, place)
    path = queries_imports.quarantine_path(batch)
    reason = text_of(values, "reason")
    shown = set_aside.look_at(path, reason) if path and may_take else None
    return ImportPage(
        page=Page(
            title=result_title(batch),
            lead=lead(batch),
            crumbs=crumbs(place, Crumb(_("历次导入"), imports_url(place)), Crumb(batch.file_name)),
            window_title=_("导入结果"),
        ),
        place=place,
        batch=batch,
        months=month_links(place, batch.months),
        set_aside=shown,
        gone=bool(batch.quarantined and path is None),
        may_take=may_take,
        mapping_url=reverse("hotline:source_mapping", args=[place.code, batch.source.public_id]),
    )


def result_title(batch: ImportBatch) -> str:
    """What the import did, in a sentence."""
    values = {
        "read": formats.count(batch.read, _("行")),
        "in": formats.count(batch.accepted + batch.updated, _("件")),
        "out": formats.count(batch.quarantined, _("行")),
    }
    if not batch.read:
        return _("文件只有表头，没有一行工单")
    if batch.quarantined:
        return _("读到 %(read)s，收下 %(in)s，隔离 %(out)s") % values
    if batch.duplicates == batch.read:
        return _("读到 %(read)s，全部与已有的相同，没有改动") % values
    return _("读到 %(read)s，收下 %(in)s，没有隔离的行") % values


def lead(batch: ImportBatch) -> str:
    """File, source, who, when."""
    parts = (batch.file_name, batch.source.name, batch.imported_by)
    return " · ".join((*parts, formats.moment(batch.imported_at)))


def month_links(place: Jurisdiction, months: Sequence[int]) -> list[tuple[str, str]]:
    """The touched months with their pages."""
    return [
        (formats.month(month), reverse("hotline:month", args=[place.code, format_month(month)]))
        for month in months
    ]

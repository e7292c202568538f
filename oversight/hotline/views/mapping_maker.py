"""新做对照表的页面: upload the head of a file, correct what it suggests, preview, save, import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oversight.audit.errors import Refused
from oversight.hotline import actions, drafts, permissions
from oversight.hotline.drafts import Draft
from oversight.hotline.forms import HeadForm, file_name_of
from oversight.hotline.mapping_form import FIXED, MappingForm
from oversight.hotline.mapping_heads import Look, look_at, preview
from oversight.hotline.mapping_words import COLUMNS
from oversight.hotline.pages.imports import crumbs
from oversight.hotline.views.mappings import toml
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Crumb, Page

ANY = ["GET", "HEAD", "POST"]
NEW = "hotline/mapping_new.html"
MAKER = "hotline/mapping_draft.html"
SAMPLE_ROWS = 8


def mapping_crumbs(place: Jurisdiction) -> tuple[Crumb, ...]:
    """热线分析 / 对照表 / 新做一份"""
    url = reverse("hotline:mappings", args=[place.code])
    return crumbs(place, Crumb(_("对照表"), url), Crumb(_("新做一份")))


def new_context(place: Jurisdiction, form: HeadForm) -> dict[str, Any]:
    """The page that asks for a file."""
    page = Page(title=_("看文件的开头，新做一份对照表"), crumbs=mapping_crumbs(place))
    return {"page": page, "place": place, "form": form}


@require_http_methods(ANY)
@place_page(permissions.can_import)
def mapping_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """新做对照表: the file is kept for a day at most."""
    if request.method != "POST":
        return render(request, NEW, new_context(place, HeadForm()))
    form = HeadForm(request.POST, request.FILES)
    context = new_context(place, form)
    if not form.is_valid():
        return render(request, NEW, context, status=422)
    upload = form.cleaned_data["file"]
    draft = drafts.keep(
        actor_of(request).account_id or 0,
        place.code,
        upload,
        subject="mapping",
        file_name=file_name_of(upload),
        whole=False,
    )
    try:
        look_at(draft.head)
    except Refused as error:
        drafts.drop(draft)
        return refusal(request, error, NEW, context)
    return redirect("hotline:mapping_draft", place=place.code, key=draft.key)


@require_http_methods(ANY)
@place_page(permissions.can_import)
def mapping_draft(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """核对对照表: preview, download, save, or save and import, by the button pressed."""
    draft = drafts.find(actor_of(request).account_id, place.code, "mapping", key)
    if draft is None:
        raise Http404(key)
    try:
        look = look_at(draft.head)
    except Refused as error:
        drafts.drop(draft)
        return refusal(request, error, NEW, new_context(place, HeadForm()))
    initial = {"name": place.name, "timezone": profile_of(place).timezone}
    initial["dates"] = "\n".join(look.head.date_formats)
    form = MappingForm(look, request.POST if request.method == "POST" else None, initial=initial)
    context = maker_context(place, draft, look, form)
    if request.method != "POST":
        return render(request, MAKER, context)
    if not form.is_valid():
        context["form"] = again(form)
        return render(request, MAKER, context | groups(context["form"]), status=422)
    try:
        return answer(request, place, draft, form, context)
    except Refused as error:
        return refusal(request, error, MAKER, context)


def answer(
    request: HttpRequest,
    place: Jurisdiction,
    draft: Draft,
    form: MappingForm,
    context: dict[str, Any],
) -> HttpResponse:
    """What the button asks for; a column that has just changed is looked at first."""
    wanted = request.POST.get("wanted", "preview")
    if wanted == "toml":
        return toml(form.cleaned_data["name"], form.toml())
    if wanted == "preview" or form.moved:
        context["form"] = again(form)
        context |= {"preview": preview(place, draft.head, form.mapping())}
        context["moved"] = (
            [str(COLUMNS[ours][0]) for ours in form.moved] if wanted != "preview" else []
        )
        context |= groups(context["form"])
        return render(request, MAKER, context)
    preview(place, draft.head, form.mapping())
    saved = actions.save_mapping(actor_of(request), place, text=form.toml())
    messages.success(request, _("已保存对照表：%(name)s") % {"name": saved.name})
    if wanted == "import" and draft.whole:
        return import_draft(request, place, draft, saved.text)
    drafts.drop(draft)
    return redirect("hotline:mappings", place=place.code)


def again(form: MappingForm) -> MappingForm:
    """The form for the next round: with the values of a column that has just changed."""
    if not form.moved:
        return form
    data = form.data.copy()
    for ours in form.moved:
        data[f"for_{ours}"] = form.code(ours)
        for name, _text in form.value_places[ours]:
            data[name] = form.fields[name].initial
    fresh = MappingForm(form.look, data)
    fresh.is_valid()
    return fresh


def import_draft(
    request: HttpRequest, place: Jurisdiction, draft: Draft, mapping: str
) -> HttpResponse:
    """Import the file that was kept, with the mapping just saved."""
    with draft.path.open("rb") as handle:
        job = actions.request_import(
            actor_of(request), place, upload=handle, file_name=draft.file_name, mapping=mapping
        )
    drafts.drop(draft)
    return redirect("jobs:job", place=place.code, public_id=job.public_id)


def maker_context(
    place: Jurisdiction, draft: Draft, look: Look, form: MappingForm
) -> dict[str, Any]:
    """What the page shows."""
    missing = [str(COLUMNS[ours][0]) for ours in look.head.missing]
    values = {"n": len(look.head.columns), "missing": "、".join(missing)}
    title = (
        _("文件有 %(n)d 列，还没有认出：%(missing)s")
        if missing
        else _("文件有 %(n)d 列，必需的都认出来了，请核对")
    )
    return {
        "page": Page(
            title=title % values,
            lead=" · ".join((draft.file_name, look.head.encoding)),
            crumbs=mapping_crumbs(place),
            window_title=_("核对对照表"),
        ),
        "place": place,
        "draft": draft,
        "look": look,
        "form": form,
        "sample": look.beginning(SAMPLE_ROWS),
        **groups(form),
    }


def groups(form: MappingForm) -> dict[str, Any]:
    """The fields in the order of the page."""
    return {
        "column_fields": [
            (form[f"col_{ours}"], form.look.sample(form.chosen(ours))) for ours in COLUMNS
        ],
        "fixed_fields": [form[f"fix_{ours}"] for ours in FIXED],
        "value_groups": [
            (
                str(COLUMNS[ours][0]),
                form[f"for_{ours}"],
                [(form[name], text) for name, text in places],
            )
            for ours, places in form.value_places.items()
            if places
        ],
        "empty_markers": [
            form[f"for_{ours}"] for ours, places in form.value_places.items() if not places
        ],
    }

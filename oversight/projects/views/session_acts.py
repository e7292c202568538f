"""登记座谈、走访的页面: one occasion with many wishes in one form, or from a filled-in table."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.web import actor_of
from oversight.projects import sheets
from oversight.projects.actions import collecting as actions
from oversight.projects.actions.drafting import Wish
from oversight.projects.actions.support import may_enter
from oversight.projects.forms import collecting as forms
from oversight.projects.models import CollectingSession, ProjectYear
from oversight.projects.views.drafts import keep_refused
from oversight.projects.views.entering import wish_of
from oversight.projects.views.sessions import session_or_404
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Crumb, Page

MOST, MORE = 80, 4
WISHES = django_forms.formset_factory(forms.SessionWishForm, extra=4, max_num=MOST)


@year_page(may_enter)
def record_session(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """登记座谈、走访: the occasion and its wishes in one form."""
    form = bound(forms.SessionForm, request, place=place)
    wishes = wishes_of(request, place)
    if request.method != "POST" or request.POST.get("more"):
        return form_page(request, place, year, form, wishes, 200)
    if not (form.is_valid() and wishes.is_valid() and contacts_agreed(form, wishes)):
        return form_page(request, place, year, form, wishes, 422)
    details, file, agreed = parted(form.cleaned_data)
    given = [wish_of(one.cleaned_data, agreed) for one in wishes if one.has_changed()]
    try:
        if not given:
            form.add_error(None, _("没有写任何一条建议。"))
            return form_page(request, place, year, form, wishes, 422)
        return recorded(request, place, year, details, given, file)
    except Refused as error:
        explain(form, error)
        return form_page(request, place, year, form, wishes, error.status)


def wishes_of(request: HttpRequest, place: Jurisdiction) -> Any:
    """The rows of the form; four more where the reader asked for them."""
    if request.method != "POST":
        return WISHES(form_kwargs={"place": place}, prefix="w")
    data = request.POST.copy()
    if data.get("more"):
        given = data.get("w-TOTAL_FORMS", "")
        total = int(given) if given.isdecimal() else 0
        for number in range(total, min(total + MORE, MOST)):
            data[f"w-{number}-kind"] = "project"
        data["w-TOTAL_FORMS"] = str(min(total + MORE, MOST))
    return WISHES(data, form_kwargs={"place": place}, prefix="w")


def contacts_agreed(form: django_forms.Form, wishes: Any) -> bool:
    """Whether whoever is named has agreed to it."""
    named = any(one.cleaned_data.get("name") or one.cleaned_data.get("phone") for one in wishes)
    if named and not form.cleaned_data.get("agreed"):
        form.add_error("agreed", _("没有本人同意，不留姓名和电话。"))
        return False
    return True


def parted(data: dict[str, Any]) -> tuple[dict[str, Any], UploadedFile | None, bool]:
    """What is said of the occasion, its file, and whether the speakers agreed."""
    rest = {name: value for name, value in data.items() if name not in {"file", "agreed", "sheet"}}
    return rest, data.get("file"), bool(data.get("agreed"))


def recorded(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    details: dict[str, Any],
    wishes: list[Wish],
    file: UploadedFile | None,
    refused: list[sheets.Refused] | None = None,
) -> HttpResponse:
    """Record it once; rows that were sent back are kept a day for whoever mends them."""
    made: list[CollectingSession] = []

    def run() -> None:
        found, _received = actions.record_session(
            actor_of(request), place, year, details=details, wishes=wishes, file=file
        )
        made.append(found)

    done = _("已登记，录入建议 %(n)d 条。") % {"n": len(wishes)}
    answer = sent_once(request, run, url_of(place, year, "sessions"), done)
    if made:
        if refused:
            keep_refused(request, place, made[0], refused)
        answer["Location"] = url_of(place, year, "session", made[0].public_id)
    return answer


def form_page(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    form: django_forms.Form,
    wishes: Any,
    status: int,
) -> HttpResponse:
    """The form of an occasion."""
    title = _("登记座谈、走访")
    context = {
        "page": Page(title=title, lead=str(year), crumbs=crumbs(place, year, title)),
        "place": place,
        "year": year,
        "form": form,
        "wishes": wishes,
        "back_url": url_of(place, year, "sessions"),
        "import_url": url_of(place, year, "import_session"),
    }
    deputy = actor_of(request).role == "deputy"
    template = "projects/collecting/my_record.html" if deputy else "projects/record_session.html"
    return render(request, template, context, status=status)


@year_page(may_enter)
def add_to_session(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """补录: by form, or the mended rows of the table."""
    found = session_or_404(year, key)
    form = bound(forms.AddSheetForm, request, place=place)
    wishes = wishes_of(request, place)
    if request.method != "POST" or request.POST.get("more"):
        return add_page(request, place, year, found, form, wishes, 200)
    if not (form.is_valid() and wishes.is_valid() and contacts_agreed(form, wishes)):
        return add_page(request, place, year, found, form, wishes, 422)
    agreed = bool(form.cleaned_data["agreed"])
    given = [wish_of(one.cleaned_data, agreed) for one in wishes if one.has_changed()]
    try:
        if not given and not form.cleaned_data["sheet"]:
            form.add_error(None, _("没有写任何一条建议。"))
            return add_page(request, place, year, found, form, wishes, 422)
        return added(request, place, year, found, given, form)
    except Refused as error:
        explain(form, error)
        return add_page(request, place, year, found, form, wishes, error.status)


def add_page(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    found: CollectingSession,
    form: django_forms.Form,
    wishes: Any,
    status: int,
) -> HttpResponse:
    """The form of what an occasion on record lacks."""
    title = _("补录建议")
    listed = Crumb(_("座谈、走访"), url_of(place, year, "sessions"))
    own = Crumb(found.where, url_of(place, year, "session", found.public_id))
    context = {
        "page": Page(title=title, lead=found.where, crumbs=crumbs(place, year, listed, own, title)),
        "place": place,
        "year": year,
        "form": form,
        "wishes": wishes,
        "back_url": own.url,
        "template_url": url_of(place, year, "session_template"),
    }
    deputy = actor_of(request).role == "deputy"
    template = "projects/collecting/my_record.html" if deputy else "projects/record_session.html"
    return render(request, template, context, status=status)


def added(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    found: CollectingSession,
    wishes: list[Wish],
    form: django_forms.Form,
) -> HttpResponse:
    """Take in what was written and the good rows of the table; what is still wrong is sent back again."""
    own = url_of(place, year, "session", found.public_id)
    if sheet := form.cleaned_data["sheet"]:
        rows, refused = read_sheet(place, sheet, form.cleaned_data["agreed"])
        wishes = [*wishes, *rows]
        if refused:
            keep_refused(request, place, found, refused)
    if not wishes:
        messages.warning(request, _("没有录入。所有的行都有错，见退回的行。"))
        return HttpResponseRedirect(own)

    def run() -> None:
        actions.add_to_session(actor_of(request), place, found, wishes=wishes)

    return sent_once(request, run, own, _("补录建议 %(n)d 条。") % {"n": len(wishes)})


def read_sheet(
    place: Jurisdiction, file: UploadedFile, agreed: bool
) -> tuple[list[Wish], list[sheets.Refused]]:
    """Wishes and refused rows; a row that names somebody without consent is one of them."""
    wishes, refused = sheets.read(place, file.read())
    return sheets.without_consent(wishes, refused) if not agreed else (wishes, refused)


@year_page(may_enter)
def import_session(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """从表格导入: the occasion in the form, its wishes in the table."""
    form = bound(forms.ImportSessionForm, request, place=place)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                details, file, agreed = parted(form.cleaned_data)
                wishes, refused = read_sheet(place, form.cleaned_data["sheet"], agreed)
                if wishes or refused:
                    return recorded(request, place, year, details, wishes, file, refused)
                form.add_error("sheet", _("表里没有一行建议。"))
            except Refused as error:
                explain(form, error)
                status = error.status
    title = _("从表格导入座谈记录")
    context = {
        "page": Page(title=title, lead=str(year), crumbs=crumbs(place, year, title)),
        "place": place,
        "year": year,
        "form": form,
        "back_url": url_of(place, year, "sessions"),
        "template_url": url_of(place, year, "session_template"),
    }
    return render(request, "projects/import_session.html", context, status=status)

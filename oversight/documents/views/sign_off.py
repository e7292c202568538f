"""签发流程的表单: one page per act on a paper; refused with the reason and the article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.documents import actions, periods, permissions
from oversight.documents.forms import acts as forms
from oversight.documents.models import Paper
from oversight.documents.rules import sign_off
from oversight.documents.standing import facts_of, require, who_of
from oversight.documents.views.shared import crumbs_to, paper_or_404, url_of
from oversight.files.actions import store_file
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page

Action = Callable[..., Any]


def shown(
    request: HttpRequest,
    place: Jurisdiction,
    paper: Paper,
    act: str,
    title: str,
    button: str,
    form: django_forms.Form,
    action: Action,
    **more: Any,
) -> HttpResponse:
    """The form of one act, carried out by ``action(actor, place, paper=…, what the form says)``.

    Says beforehand why it cannot be done now.
    """
    verdict = sign_off.judge(act, facts_of(place, paper), who_of(actor_of(request), place))
    page = ActPage(
        title % {"title": paper.title, **more.pop("values", {})},
        button,
        url_of(place, paper),
        crumbs_to(place, paper, button),
        facts=facts_shown(paper),
        obstacle="" if verdict.allowed else _(verdict.text),
        **more,
    )

    def carry_out(data: dict[str, Any]) -> None:
        action(actor_of(request), place, paper=paper, **data)

    return act_page(request, page, form, carry_out)


def facts_shown(paper: Paper) -> tuple[tuple[str, str], ...]:
    """What is being decided on."""
    values = {"number": paper.version, "sha": paper.content_sha256[:12]}
    return (
        (_("发文字号"), paper.number_text),
        (_("种类"), str(paper.paper_kind.title)),
        (_("拟稿人"), paper.drafted_label),
        (_("文稿"), _("第 %(number)d 版，校验值 %(sha)s") % values),
    )


@place_page(permissions.can_draft)
def paper_submit(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """送核稿。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.NoteForm, request, place=place)
    title = _("把“%(title)s”送核稿")
    done = _("已送核稿。")
    return shown(
        request,
        place,
        found,
        "submit",
        title,
        _("送核稿"),
        form,
        actions.submit_for_check,
        done=done,
    )


@place_page(permissions.can_check)
def paper_check(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """核稿通过。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.CheckForm, request, place=place, asked=asked_offices(found))
    title, done = _("核稿：%(title)s"), _("核稿已通过。")
    return shown(
        request, place, found, "check", title, _("核稿通过"), form, actions.approve_check, done=done
    )


def asked_offices(paper: Paper) -> list[int]:
    """Offices that need not be asked again."""
    rows = paper.cosignatures.all()
    return [row.office_id for row in rows if row.state in {"asked", "signed"}]


@place_page(permissions.can_ask_cosign)
def paper_ask_cosign(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """送会签。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.OfficesForm, request, place=place, asked=asked_offices(found))
    title, done = _("把“%(title)s”送会签"), _("已送会签；核稿以后通知他们。")
    return shown(
        request, place, found, "ask_cosign", title, _("送会签"), form, actions.ask_cosign, done=done
    )


@place_page(permissions.can_drop_cosign)
def paper_drop_cosign(
    request: HttpRequest, place: Jurisdiction, public_id: str, key: str
) -> HttpResponse:
    """取消会签。"""
    found = paper_or_404(request, place, public_id)
    row = found.cosignatures.select_related("office").filter(public_id=key).first()
    if row is None:
        raise Http404(key)
    form = bound(forms.ReasonForm, request, place=place)
    return shown(
        request,
        place,
        found,
        "drop_cosign",
        _("“%(title)s”不再送%(office)s会签"),
        _("取消会签"),
        form,
        partial(actions.drop_cosign, cosignature=row),
        values={"office": row.office.name},
        done=_("不再会签。"),
    )


@place_page(permissions.can_cosign)
def paper_cosign(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """会签。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.CosignForm, request, place=place)
    title, done = _("会签：%(title)s"), _("已会签。")
    return shown(request, place, found, "cosign", title, _("会签"), form, actions.cosign, done=done)


@place_page(permissions.can_sign)
def paper_sign(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """签发。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.NoteForm, request, place=place)
    return shown(
        request,
        place,
        found,
        "sign",
        _("签发：%(title)s"),
        _("签发"),
        form,
        actions.sign,
        warning=_("签发即取得文号。文号用了就不再给别的公文；文稿从此不能再改。"),
        done=_("已签发，文号已编。"),
    )


def keep_scan(actor: Actor, place: Jurisdiction, *, paper: Paper, file: Any) -> None:
    """Store the scan, for whoever may read the paper, and make it the official version."""
    require(actor, place, paper, "seal")
    stored = store_file(
        actor,
        place,
        name=file.name or "",
        stream=file,
        purpose=_("用印扫描件"),
        permitted=True,
        confined=True,
    )
    actions.attach_sealed_scan(actor, place, paper=paper, file=stored)


@place_page(permissions.can_issue)
def paper_seal(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """上传用印扫描件。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.FileForm, request, place=place)
    return shown(
        request,
        place,
        found,
        "seal",
        _("用印：%(title)s"),
        _("上传用印扫描件"),
        form,
        keep_scan,
        lead=_("打印、用印以后扫描成 PDF、OFD 或图片。扫描件是正式文本。"),
        done=_("扫描件已上传，可以印发。"),
    )


@place_page(permissions.can_issue)
def paper_issue(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """印发。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.PlainForm, request, place=place)
    return shown(
        request,
        place,
        found,
        "issue",
        _("印发：%(title)s"),
        _("印发"),
        form,
        actions.issue,
        warning=_("印发以后不能退回，只能撤回；收文单位立即收到通知。"),
        done=_("已印发，收文单位已得到通知。"),
    )


@place_page(permissions.can_handle)
def paper_return(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """退回文稿。"""
    found = paper_or_404(request, place, public_id)
    receivers = sign_off.RETURN_TO.get(found.state, ("drafter",))
    form = bound(forms.ReturnForm, request, place=place, receivers=receivers)
    return shown(
        request,
        place,
        found,
        "return",
        _("退回：%(title)s"),
        _("退回文稿"),
        form,
        actions.return_paper,
        warning=_("已有的会签、签发和扫描件随之失效，重新办理；已编的文号留给这件公文。"),
        done=_("已退回。"),
    )


@place_page(permissions.can_sign)
def paper_recall(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """撤回公文。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.ReasonForm, request, place=place)
    return shown(
        request,
        place,
        found,
        "recall",
        _("撤回：%(title)s"),
        _("撤回公文"),
        form,
        actions.recall,
        warning=_("收文单位立即收到撤回通知。文号不再使用，公文和记录都保留。"),
        done=_("已撤回，收文单位已得到通知。"),
    )


@place_page(permissions.can_issue)
def paper_archive(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """归档。"""
    found = paper_or_404(request, place, public_id)
    retention, _rulebook = periods.retention_of(place, found)
    form = bound(forms.ArchiveForm, request, place=place, initial={"retention": retention})
    title, done = _("归档：%(title)s"), _("已归档。")
    return shown(
        request, place, found, "archive", title, _("归档"), form, actions.archive, done=done
    )


@place_page(permissions.can_draft)
def paper_withdraw(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """作废文稿。"""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.ReasonForm, request, place=place)
    title, done = _("作废：%(title)s"), _("文稿已作废，仍留在清单里。")
    return shown(
        request,
        place,
        found,
        "withdraw",
        title,
        _("作废文稿"),
        form,
        actions.withdraw_draft,
        done=done,
    )

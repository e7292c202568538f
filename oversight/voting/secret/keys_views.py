"""监票密钥的页面: the list, one ceremony as it runs, codes to print, what the meeting decided."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight.accounts import codes
from oversight.accounts.qr import qr_svg
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act, obstacle_of
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page
from oversight.voting import permissions, rolls
from oversight.voting.forms.acts import ReasonForm
from oversight.voting.models import KeySet
from oversight.voting.rules import key_stages as rules
from oversight.voting.secret import desks, keys, keys_actions, queries
from oversight.voting.secret import keys_pages as words
from oversight.voting.secret.keys_forms import ActivateKeysForm, MakeKeySetForm
from oversight.voting.secret.keys_refusals import check


def set_or_404(place: Jurisdiction, key: str) -> KeySet:
    found = keys.key_set_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def url_of(key_set: KeySet, name: str = "key_set") -> str:
    return reverse(f"voting:{name}", args=[key_set.jurisdiction.code, key_set.public_id])


def crumbs(place: Jurisdiction, *last: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb(_("表决"), reverse("voting:polls", args=[place.code])),
        Crumb(_("监票密钥"), reverse("voting:key_sets", args=[place.code]) if last else ""),
        *last,
    )


@require_safe
@place_page(permissions.can_read)
def key_sets(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """监票密钥一览。"""
    found = list(keys.key_sets_of(place).prefetch_related("holders"))
    may = permissions.can_prepare(actor_of(request), place)
    new = Act(_("建立监票密钥"), reverse("voting:make_key_set", args=[place.code]), "plus-lg", True)
    active = sum(one.stage == "active" for one in found)
    title = (
        ngettext("%(count)d 组监票密钥已启用", "%(count)d 组监票密钥已启用", active)
        % {"count": active}
        if active
        else _("没有启用的监票密钥")
    )
    context = {
        "page": Page(
            title=title,
            lead=_(
                "会前由被提名的监票人各用自己的工具建好，会议通过监票人后启用；本系统没有任何一把"
            ),
            crumbs=crumbs(place),
            window_title=_("监票密钥"),
            acts=(new,) if may else (),
        ),
        "place": place,
        "rows": [(one, words.BADGES[one.stage], list(one.holders.all())) for one in found],
        "may": may,
    }
    return render(request, "voting/keys/key_sets.html", context)


@place_page(permissions.can_prepare)
def make_key_set(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """建立监票密钥。"""

    def run(names: list[str], **data: Any) -> KeySet:
        holders = rolls.scrutineers_of(place, names)
        return keys_actions.make_key_set(actor_of(request), place, holders=holders, **data)

    listed = reverse("voting:key_sets", args=[place.code])
    page = ActPage(
        _("建立监票密钥"),
        _("建立监票密钥"),
        listed,
        crumbs(place, Crumb(_("建立监票密钥"))),
        lead=_("会前一天建立；之后给各人发仪式码，由各人的工具做密钥"),
        done=_("已建立。现在给各人发仪式码。"),
    )
    return form_act(request, place, page, MakeKeySetForm, run, then=url_of)


@require_safe
@place_page(permissions.can_read)
def key_set(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一组监票密钥: the ceremony as it runs, comes again by itself."""
    found = set_or_404(place, key)
    context = live_context(found)
    may = permissions.can_prepare(actor_of(request), place)
    context |= {
        "page": Page(
            title=found.title,
            lead=_("%(threshold)d 人开启，共 %(all)d 人；密码群 %(group)s")
            % {
                "threshold": found.threshold,
                "all": len(context["rows"]),
                "group": found.group,
            },
            crumbs=crumbs(place, Crumb(found.title)),
            acts=acts_of(found) if may else (),
        ),
        "place": place,
        "may": may,
        "boxes": list(queries.boxes_of(found).order_by("pk")),
        "desk": desks.address(request, desks.TRUSTEE),
    }
    return render(request, "voting/keys/key_set.html", context)


def acts_of(found: KeySet) -> tuple[Act, ...]:
    """What the office may do with a set now."""
    acts = []
    if found.stage == "assembled":
        acts.append(Act(_("启用监票密钥"), url_of(found, "activate_keys"), "check-lg", True))
    if found.stage != "ended":
        acts.append(Act(_("作废监票密钥"), url_of(found, "end_keys")))
    return tuple(acts)


@never_cache
@require_safe
@place_page(permissions.can_read)
def key_set_live(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """The part of the page that changes; the whole page comes again once the keys are put together."""
    found = set_or_404(place, key)
    answer = render(request, "voting/keys/_live.html", {**live_context(found), "place": place})
    if not is_making(found):
        answer["HX-Refresh"] = "true"
    return answer


def is_making(found: KeySet) -> bool:
    return found.stage in rules.STAGE_OF.values()


def live_context(found: KeySet) -> dict[str, Any]:
    """How the ceremony stands now."""
    holders = keys.holders_of(found)
    return {
        "set": found,
        "badge": words.BADGES[found.stage],
        "headline": words.headline(found, holders),
        "doing": words.doing_word(found.stage),
        "chain": words.chain(found, holders),
        "rows": words.rows(found, holders),
        "elapsed": words.time_words(keys.elapsed(found)),
        "groups": words.spoken(found.fingerprint),
        "live_url": url_of(found, "key_set_live") if is_making(found) else "",
    }


@never_cache
@place_page(permissions.can_prepare)
def issue_ceremony_code(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """发仪式码: asks who, then the slips to print; each code stands on this page once."""
    found = set_or_404(place, key)
    if request.method != "POST":
        return code_page(request, place, found, None, 200)
    try:
        numbers = chosen(request, found)
        slips = [slip(request, place, found, number) for number in numbers]
    except Refused as error:
        return code_page(request, place, found, error, error.status)
    context = {"page": Page(title=_("监票人仪式码")), "slips": slips, "back_url": url_of(found)}
    return render(request, "voting/keys/slips.html", context)


def chosen(request: HttpRequest, found: KeySet) -> list[int]:
    """The holders ticked; refuses none."""
    ticked = set(request.POST.getlist("number"))
    numbers = [one.number for one in keys.holders_of(found) if str(one.number) in ticked]
    if not numbers:
        raise Invalid("nobody_chosen", _("没有发。先勾选持钥人。"), where="number")
    return numbers


def slip(request: HttpRequest, place: Jurisdiction, found: KeySet, number: int) -> dict[str, Any]:
    """One slip: whose, the code in groups and as a QR code, both ways to work."""
    holder, code = keys_actions.issue_ceremony_code(actor_of(request), place, found, number=number)
    link = request.build_absolute_uri(reverse("voting:own_key_link", args=[place.code, code]))
    server = request.build_absolute_uri("/").rstrip("/")
    return {
        "head": words.slip_head(place.name, found.title),
        "holder": holder,
        "code": codes.grouped(code),
        "qr": qr_svg(link),
        "typed_at": request.build_absolute_uri(reverse("voting:own_key", args=[place.code])),
        "command": words.join_command(server, codes.grouped(code)),
        "desk": desks.address(request, desks.TRUSTEE),
    }


def code_page(
    request: HttpRequest, place: Jurisdiction, found: KeySet, refused: Refused | None, status: int
) -> HttpResponse:
    """Who gets a code."""
    title = _("发仪式码")
    rows = words.rows(found, keys.holders_of(found))
    context = {
        "page": Page(
            title=title,
            lead=found.title,
            crumbs=crumbs(place, Crumb(found.title, url_of(found)), Crumb(title)),
        ),
        "place": place,
        "set": found,
        "rows": rows,
        "without": [one for one in rows if not one.holder.digest],
        "refused": refused,
        "ended": found.stage == "ended",
        "back_url": url_of(found),
    }
    return render(request, "voting/keys/codes.html", context, status=status)


@place_page(permissions.can_prepare)
def activate_keys(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """启用监票密钥: the fingerprint to read aloud, then who was elected and is here."""
    found, actor = set_or_404(place, key), actor_of(request)
    holders = keys.holders_of(found)
    numbers = [one.number for one in holders]
    page = ActPage(
        _("启用监票密钥"),
        _("启用监票密钥"),
        url_of(found),
        crumbs(place, Crumb(found.title, url_of(found)), Crumb(_("启用"))),
        lead=found.title,
        warning=_("会议通过监票人以后办理。启用以后不能换人；有变动的，作废这组，重新建立。"),
        done=_("监票密钥已启用，可以冻结电子票箱。"),
        facts=[(_("宣读的指纹"), " ".join(words.spoken(found.fingerprint)) or _("没有"))],
        obstacle=obstacle_of(
            lambda: check(
                rules.may_activate(found.stage, numbers, numbers, keys.meetings_running(place))
            )
        ),
    )
    return form_act(
        request,
        place,
        page,
        ActivateKeysForm,
        lambda **data: keys_actions.activate_keys(actor, place, found, **data),
        offered={"holders": holders},
    )


@place_page(permissions.can_prepare)
def end_keys(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """作废监票密钥。"""
    found, actor = set_or_404(place, key), actor_of(request)
    states = [box.state for box in queries.boxes_of(found)]
    page = ActPage(
        _("作废监票密钥"),
        _("作废监票密钥"),
        url_of(found),
        crumbs(place, Crumb(found.title, url_of(found)), Crumb(_("作废"))),
        lead=found.title,
        warning=_("作废以后不能再用，也不能恢复。会议结束的，写“会议结束”。"),
        done=_("监票密钥已作废。"),
        obstacle=obstacle_of(lambda: check(rules.may_end(found.stage, states))),
    )
    return form_act(
        request,
        place,
        page,
        ReasonForm,
        lambda **data: keys_actions.end_keys(actor, place, found, **data),
    )

"""通过和废止的页面: the record of what a meeting decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.rulebooks import actions, permissions, queries
from oversight.rulebooks.forms import acts as forms
from oversight.rulebooks.pages import version_page
from oversight.rulebooks.rules.differences import differences
from oversight.rulebooks.views.shared import version_or_404
from oversight.ui import formats
from oversight.ui.page import Crumb


@place_page(permissions.can_record_adoption)
def adopt(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记通过施行。"""
    draft = version_or_404(place, key)
    term = institutions.current_term(place)
    initial = {"body": draft.body, "term_no": term.term_no if term else None}
    form = bound(forms.AdoptForm, request, place=place, initial=initial)

    def run(data: dict[str, Any]) -> None:
        actions.adopt_version(actor_of(request), place, version=draft, **data)

    now = queries.in_force(place)
    count = len(differences(now.content, queries.of_version(draft).content))
    page = ActPage(
        title=_("登记规则簿通过施行"),
        button=_("登记通过施行"),
        back_url=version_page.version_url(place, draft),
        crumbs=version_page.crumbs(place, Crumb(_("登记通过"))),
        lead=_("照会议通过的文件登记；内容就是现在这份草稿"),
        warning=_("登记以后内容不能再改，前一版到施行日的前一天为止。"),
        done=_("已登记。施行日起按这一版办理。"),
        facts=(
            (_("草稿"), _("%(who)s起草") % {"who": draft.drafted_label}),
            (_("现行规则"), now.label),
            (
                _("与现行规则不同"),
                ngettext("%(count)d 处", "%(count)d 处", count) % {"count": count},
            ),
            (_("校验值"), formats.check_value(draft.sha256)),
        ),
    )
    return act_page(request, page, form, run)


@place_page(permissions.can_record_adoption)
def end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记废止。"""
    version = version_or_404(place, key)
    form = bound(forms.EndForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actions.end_version(actor_of(request), place, version=version, **data)

    page = ActPage(
        title=_("登记%(label)s废止") % {"label": version.label},
        button=_("登记废止"),
        back_url=version_page.version_url(place, version),
        crumbs=version_page.crumbs(place, Crumb(version.label), Crumb(_("废止"))),
        warning=_("通过新的一版时，前一版自动到期，不必先废止。废止后按样本办理。"),
        done=_("已登记废止。"),
    )
    return act_page(request, page, form, run)

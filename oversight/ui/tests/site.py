"""试验站. A shell with invented names, and addresses that go wrong on purpose."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from oversight.ui import views
from oversight.ui.page import NavGroup, NavItem, Page, Shell

SHELL = "oversight.ui.tests.site.shell"


def shell(request: HttpRequest) -> Shell:
    return Shell(
        body_name="云川市人大监督工作平台",
        public_name="青石镇人民代表大会",
        phone_name="青石镇人大代表",
        demo=True,
        nav=(
            NavGroup("", (NavItem("今日", "/", "calendar-check", 6, True),)),
            NavGroup("监督", (NavItem("热线分析", "/hotline/", "telephone"),)),
        ),
        search_url="/search/",
        search_label="查案件、单位、公文、会议",
        inbox_url="/inbox/",
        inbox_count=4,
        account_label="周砚清（经办人）",
        account_url="/me/",
        sign_out_url="/sign-out/",
    )


def base(request: HttpRequest, kind: str) -> HttpResponse:
    return render(
        request, f"ui/base_{kind}.html", {"page": Page(title="今天有 3 件事到期，1 件逾期")}
    )


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("只有经办人可以冻结月份。")


def miss(request: HttpRequest) -> HttpResponse:
    raise Http404("internal detail")


def mistrust(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("internal detail")


@csrf_protect
def write(request: HttpRequest) -> HttpResponse:
    return HttpResponse("written")


urlpatterns = [
    path("ui/", include("oversight.ui.urls")),
    path("base/<slug:kind>/", base),
    path("refuse/", refuse),
    path("mistrust/", mistrust),
    path("miss/", miss),
    path("break/", break_down),
    path("write/", write),
    path("many/", views.too_many),
]

handler400 = "oversight.ui.views.bad_request"
handler403 = "oversight.ui.views.forbidden"
handler404 = "oversight.ui.views.not_found"
handler500 = "oversight.ui.views.server_error"

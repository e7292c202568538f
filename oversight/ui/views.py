"""界面自己的页面。 Large type, the language of public pages, the stop page for the IE engine, the gallery, and the answers to what goes wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight.ui import gallery as samples
from oversight.ui.page import LARGE_COOKIE, Page, shell_of

YEAR = 365 * 24 * 3600


def _safe_next(request: HttpRequest) -> str:
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return "/"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def large_type(request: HttpRequest) -> HttpResponse:
    """大字: remembers the choice in a cookie and goes back to where the reader was."""
    response = HttpResponseRedirect(_safe_next(request))
    wanted = request.GET.get("on") or request.POST.get("on")
    if wanted == "0":
        response.delete_cookie(LARGE_COOKIE, samesite="Lax")
    else:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(
            LARGE_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=secure, httponly=True
        )
    return response


@require_safe
@never_cache
def language(request: HttpRequest) -> HttpResponse:
    """语言: remembers the choice in a cookie, without account or script, and goes back to where the reader was."""
    wanted = request.GET.get("to")
    response = HttpResponseRedirect(_safe_next(request))
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=YEAR,
            samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
        )
    return response


@require_safe
def old_browser(request: HttpRequest) -> HttpResponse:
    """停用页: what somebody with the IE engine sees instead of a broken page."""
    return render(request, "ui/old_browser.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """组件页: every component with invented content; on demonstration sites and while developing."""
    if not settings.DEBUG and not shell_of(request).demo:
        raise Http404
    return render(request, "ui/gallery.html", samples.context(request))


def _answer(request: HttpRequest, status: int, page: Page, **more: object) -> HttpResponse:
    return render(request, f"{status}.html", {"page": page, **more}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, 400, Page(title=_("没有办理：送来的内容读不懂")))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; the reason is shown when the refusing code gave one."""
    reason = str(exception) if exception and str(exception) else ""
    return _answer(request, 403, Page(title=_("这一页不在你的权限内")), reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _answer(request, 404, Page(title=_("没有这一页")))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return _answer(request, 429, Page(title=_("请求太密，先停一停")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """表单过期: the form's protection did not match; nothing was written."""
    page = Page(title=_("没有写入：这张表单已过期"))
    return render(request, "403_csrf.html", {"page": page}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: must work when nothing else does, so it asks neither the shell nor the database."""
    return HttpResponse(render_to_string("500.html"), status=500)

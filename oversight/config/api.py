"""接口总装: one assembling file, thin routers in the apps, one shape of errors (problem+json)."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from oversight.accounts.api import router as accounts_router
from oversight.accounts.tokens import TokenAuth
from oversight.audit.errors import Refused
from oversight.calendar.api import router as calendar_router
from oversight.cases.api import router as cases_router
from oversight.cases.api_hearing import router as cases_hearing_router
from oversight.config.problems import code_of, documented, problem
from oversight.documents.api import router as documents_router
from oversight.files.api import router as files_router
from oversight.followups.api import router as followups_router
from oversight.hotline.api import router as hotline_router
from oversight.inbox.api import router as inbox_router
from oversight.institutions.api import router as institutions_router
from oversight.jobs.api import router as jobs_router
from oversight.links.api import router as links_router
from oversight.meetings.api import router as meetings_router
from oversight.projects.api import router as projects_router
from oversight.publications.api import router as publications_router
from oversight.publications.filings.api import router as filings_router
from oversight.rulebooks.api import router as rulebooks_router
from oversight.search.api import router as search_router
from oversight.voting.api import router as voting_router
from oversight.voting.secret.keys_api import router as ceremony_router
from oversight.voting.secret.keys_office_api import router as key_sets_router


class DocumentedAPI(NinjaAPI):
    """The API whose document also names the errors of every operation.

    Building the document takes seconds, and it is the same for everybody: each language's is kept.
    """

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        return self._document(prefix, get_language())

    @cache  # noqa: B019 (one API a process)
    def _document(self, prefix: str, _language: str | None) -> Any:
        return documented(super().get_openapi_schema(path_prefix=prefix))


api = DocumentedAPI(
    title="Jiannuo",
    version="1",
    description="Public reads need no account; writes need a token (Authorization: Bearer …).",
    auth=TokenAuth(),  # public reads say auth=None
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
)
for prefix, router in (
    ("/hotline/", hotline_router),
    ("/projects/", projects_router),
    ("/publications/", publications_router),
    ("/filings/", filings_router),
    ("/institutions/", institutions_router),
    ("/accounts/", accounts_router),
    ("/inbox/", inbox_router),
    ("/files/", files_router),
    ("/jobs/", jobs_router),
    ("/rulebooks/", rulebooks_router),
    ("/calendar/", calendar_router),
    ("/links/", links_router),
    ("/search/", search_router),
    ("/documents/", documents_router),
    ("/voting/", voting_router),
    ("/key-ceremony", ceremony_router),
    ("/key-sets/", key_sets_router),
    ("/meetings/", meetings_router),
    ("/followups/", followups_router),
    ("/cases/", cases_router),
    ("/cases/", cases_hearing_router),
):
    api.add_router(prefix, router)


@api.exception_handler(Refused)
def on_refused(request: HttpRequest, error: Refused) -> HttpResponse:
    extra = {key: value for key in ("basis", "where") if (value := getattr(error, key))}
    return problem(error.status, error.code, error.text, **extra)


@api.exception_handler(AuthenticationError)
def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem(401, "not_authenticated", _("需要有效的接口令牌。"))
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = [
        {"where": ".".join(str(part) for part in item["loc"]), "text": item["msg"]}
        for item in error.errors
    ]
    return problem(422, "invalid", _("请求内容不合格式。"), errors=where)


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "not_found", _("没有找到。"))


@api.exception_handler(PermissionDenied)
def on_denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, "not_permitted", _("这个令牌或职务不能办理此事。"))


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, code_of(error.status_code), str(error))

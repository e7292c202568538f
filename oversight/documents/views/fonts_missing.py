"""缺字体时的回答: a page that says which typefaces are missing, instead of a PDF full of boxes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.documents.typefaces import FontsMissing
from oversight.ui.page import Page

View = Callable[..., HttpResponse]


def says_missing_fonts(view: View) -> View:
    """A view that makes PDF files: without typefaces it answers 503 with what to install."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except FontsMissing as error:
            context = {"page": Page(title=_("没有生成 PDF")), "refused": error}
            return render(request, "documents/fonts_missing.html", context, status=error.status)

    return page

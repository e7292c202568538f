"""签字的表单: a confirmation by the own account or a scan; on the own telephone strokes, and the code before."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm
from oversight.voting.queries import Signer

LONGEST = 100_000


def key_of(signer: Signer) -> str:
    """How a signer is named in the address and the form."""
    return f"{signer.capacity}:{signer.name}"


class SignForm(PlaceForm):
    """签字: ``ways`` own | scan say what of it is asked."""

    signer = forms.CharField(widget=forms.HiddenInput, max_length=200)
    scan = forms.FileField(
        label=_("纸质签字的扫描件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=_("在打印的计票报告单上签字，拍照或者扫描后上传。"),
    )

    def __init__(
        self, *args: Any, signer: Signer | None, ways: Collection[str], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"signer": key_of(signer) if signer else ""})
        super().__init__(*args, **kwargs)
        self.person, self.ways = signer, frozenset(ways)
        if "scan" not in self.ways:
            del self.fields["scan"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        given = data.get("scan") or "own" in self.ways
        if not given and not self.errors and self.person is not None:
            text = gettext("没有选文件。上传%(name)s在纸质计票报告单上签字的扫描件。")
            self.add_error("scan", text % {"name": self.person.name})
        return data


class DrawingForm(forms.Form):
    """在手机上签字: the strokes; ``phone`` says for which vote, where one telephone signs for several.

    ballot  the rejected ballot that is signed invalid; "" for the count sheet
    """

    phone = forms.CharField(widget=forms.HiddenInput, max_length=64)
    ballot = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    drawing = forms.CharField(
        label=_("手写签字"), widget=forms.HiddenInput, required=False, max_length=LONGEST
    )

    def clean_drawing(self) -> Any:
        """The strokes; none where nothing was drawn."""
        text = self.cleaned_data["drawing"]
        try:
            return json.loads(text) if text else []
        except ValueError as error:
            raise forms.ValidationError(gettext("手写签字读不出来，没有签上。")) from error


class SigningCodeForm(forms.Form):
    """输入签字码."""

    code = forms.CharField(
        label=_("签字码"),
        max_length=60,
        help_text=_("12 个字符，每 4 个一组；大小写都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

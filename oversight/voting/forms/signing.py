"""签字的表单: one signer – a confirmation by the own account, strokes drawn on the device, or a scan."""

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
    """签字: ``ways`` own | drawn | scan say what of it is asked."""

    signer = forms.CharField(widget=forms.HiddenInput, max_length=200)
    drawing = forms.CharField(
        label=_("手写签字"), widget=forms.HiddenInput, required=False, max_length=LONGEST
    )
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
        if "drawn" not in self.ways:
            del self.fields["drawing"]
        if "scan" not in self.ways:
            del self.fields["scan"]

    def clean_drawing(self) -> Any:
        """The strokes; None where nothing was drawn."""
        text = self.cleaned_data["drawing"]
        if not text:
            return None
        try:
            return json.loads(text)
        except ValueError as error:
            raise forms.ValidationError(gettext("手写签字读不出来，没有签上。")) from error

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        given = data.get("drawing") or data.get("scan") or "own" in self.ways
        if not given and not self.errors and self.person is not None:
            text = gettext("只写姓名不算签字：由%(name)s本人手写，或者上传纸质签字的扫描件。")
            if "drawn" not in self.ways:
                text = gettext("计票人用自己的账号签字，或者由另一人上传纸质签字的扫描件。")
            self.add_error("scan", text % {"name": self.person.name})
        return data

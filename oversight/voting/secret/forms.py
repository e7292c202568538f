"""电子票的表单: the list of cards, the countdown, a rejected ballot, a holder's file, another method."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm
from oversight.voting.models import Poll
from oversight.voting.queries import Signer
from oversight.voting.secret import kept_lists
from oversight.voting.secret.actions.cards import LONGEST
from oversight.voting.secret.card_files import which_of
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.invalid import waiting_in
from oversight.voting.secret.possible import boxes_to_open, boxes_with_list, boxes_without_list
from oversight.voting.secret.showing import opening_of


class CardsForm(PlaceForm):
    """确定投票卡名单: the ticket office's file and the numbers that must add up with it."""

    offers = staticmethod(boxes_without_list)
    is_again = False
    name = ""
    which = forms.ChoiceField(
        label=_("哪一次投票的名单"), widget=forms.RadioSelect,
        help_text=_("名单文件以编号命名：选的一次，编号要与文件名里的相同。"),
    )  # fmt: skip
    credentials = forms.FileField(
        label=_("票证组生成的名单文件"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json", "data-cards-list": ""}),
        help_text=_(
            "票证组的程序 jiannuo-ballot cards list 生成的公开名单，一次投票一份；里面没有投票码。"
        ),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput())
    printed = forms.IntegerField(label=_("印制"), min_value=0, max_value=100_000)
    left_over = forms.IntegerField(label=_("剩余"), min_value=0, max_value=100_000)
    spoiled = forms.IntegerField(
        label=_("作废"), min_value=0, max_value=100_000, initial=0,
        help_text=_("印坏、写坏、遗失追回的；交回换纸质票的不算在内。"),
    )  # fmt: skip
    surrendered = forms.IntegerField(
        label=_("交回换纸质票"), min_value=0, max_value=100_000, initial=0,
        help_text=_("代表把卡交回，改领纸质票的。"),
    )  # fmt: skip
    handed_out = forms.IntegerField(label=_("发出"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll, self.least_paper = poll, governing_poll(poll).section.least_paper
        self.open = self.offers(poll)
        text = gettext("%(which)s，编号 %(uuid)s")
        choices = [
            (
                "trial" if box.trial else "main",
                text % {"which": which_of(box), "uuid": box.uuid},
            )
            for box in self.open
        ]
        self.fields["which"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1 or not self.is_again:
            self.fields["which"].initial = next((value for value, _word in choices), None)
        self.take_kept(self.data.get("kept", ""))

    def clean_credentials(self) -> bytes:
        """The file that was chosen now, else that of an earlier try; kept for a further one, as no browser gives it again."""
        given: UploadedFile | None = self.cleaned_data["credentials"]
        self.name = (given and given.name) or (self.kept_list.name if self.kept_list else "")
        if given is None and self.kept_list is not None:
            return kept_lists.content(self.kept_list)
        raw = given.read(LONGEST + 1) if given is not None else b""
        token = kept_lists.keep(self.poll, (given and given.name) or "", raw)
        self.data = self.data.copy()  # type: ignore[union-attr]
        self.data["kept"] = token
        self.take_kept(token)
        return raw

    def take_kept(self, token: str) -> None:
        """With a list at hand no file need be chosen, for the browser either; it is not optional for that."""
        self.kept_list = kept_lists.found(self.poll, token)
        field = self.fields["credentials"]
        field.required = self.kept_list is None
        field.is_given = not field.required  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.pop("kept", None)
        data["name"] = self.name
        if "which" in data:
            data["trial"] = data.pop("which") == "trial"
        return data


class ReplaceCardsForm(CardsForm):
    """更换投票卡名单: the same, all numbers asked anew; of two lists neither is chosen beforehand."""

    offers = staticmethod(boxes_with_list)
    is_again = True


class CloseForm(PlaceForm):
    """显示截止时间."""

    minutes = forms.IntegerField(
        label=_("从现在起几分钟以后截止"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_(
            "投票页和大屏显示倒计时，仅供参考，不会自动结束。要延长的，重新填写；不填的，撤下倒计时。"
        ),
    )


class InvalidForm(PlaceForm):
    """认定无效: one of the ballots that wait for who signs; who has nothing to sign sees all that wait."""

    ballot = forms.ChoiceField(label=_("选票"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, poll: Poll, signer: Signer | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = waiting_in(poll, signer)
        self.fields["ballot"].choices = [  # type: ignore[attr-defined]
            (one.hash, f"{one.hash[:16]}…") for one in waiting
        ]
        if waiting:
            self.fields["ballot"].initial = waiting[0].hash


class DecryptionForm(PlaceForm):
    """代交部分开启: for a holder whose machine has no network."""

    holder = forms.ChoiceField(label=_("持钥人"))
    file = forms.FileField(
        label=_("部分开启的文件"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=_(
            "持钥人的工具 jiannuo-ballot trustee decrypt 生成的文件。证明不成立的不会采用。"
        ),
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {True: gettext("试投"), False: gettext("正式投票")}
        waiting = boxes_to_open(poll)
        self.fields["holder"].choices = [  # type: ignore[attr-defined]
            (
                f"{box.uuid}:{one.number}",
                one.name if len(waiting) == 1 else f"{one.name}（{words[box.trial]}）",
            )
            for box in waiting
            for one in opening_of(box).missing
        ]

    def clean_file(self) -> bytes:
        given: UploadedFile = self.cleaned_data["file"]
        return given.read(LONGEST + 1)


class ChangeMethodForm(PlaceForm):
    """改用其他方式."""

    decided_by = forms.CharField(
        label=_("由谁决定"), max_length=100, help_text=_("例如主席团、全体会议举手通过。")
    )
    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如会场网络中断。"),
    )

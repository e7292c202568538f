"""冻结电子票的表单: keys, trial, and beside each option what the booth shows and speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.files.actions import store_file
from oversight.files.kinds import BY_EXTENSION, MIB
from oversight.files.models import StoredFile
from oversight.institutions.forms.base import PlaceForm, RecordField
from oversight.voting.models import KeySet, Poll
from oversight.voting.rules import revoting
from oversight.voting.secret import keys
from oversight.voting.secret.contents import LONGEST_NOTE, NOTHING, Shown, known_of
from oversight.voting.secret.governing import governing_poll

PURPOSE = "电子票"
LARGEST = {"photo": 2 * MIB, "audio": 5 * MIB}
FAMILIES = {"photo": "image", "audio": "audio"}


def accepted(name: str) -> str:
    """The endings of photos, or of sound."""
    return ",".join(
        f".{ending}" for ending, kind in BY_EXTENSION.items() if kind.family == FAMILIES[name]
    )


class KeySetField(RecordField):
    """Keys in force, with how many of how many open."""

    def label_from_instance(self, key_set: KeySet) -> str:
        values = {
            "title": key_set.title,
            "threshold": key_set.threshold,
            "all": key_set.holders.count(),
        }
        return gettext("%(title)s（%(all)d 人中 %(threshold)d 人开启）") % values


@dataclass(frozen=True)
class OptionFields:
    """一项的栏目: note, photo and spoken text, and the files that an earlier preview has stored."""

    name: str
    note: Any
    photo: Any
    audio: Any
    photo_ref: Any
    audio_ref: Any
    photo_file: StoredFile | None
    audio_file: StoredFile | None


class FreezeForm(PlaceForm):
    """冻结电子票: keys, trial, and beside each option what the booth shows and speaks."""

    key_set = KeySetField(label=_("监票密钥"))
    trial = forms.BooleanField(
        label=_("安排试投"), required=False, help_text=_("用同一张投票卡先试一次，不计票。")
    )
    capitals = forms.BooleanField(
        label=_("投票码只有数字和大写字母"),
        required=False,
        help_text=_("票证组制卡时用了 --capitals 的才勾选；勾选后，手输投票码不分大小写。"),
    )
    revote_clause = forms.CharField(
        label=_("允许重投的条款"), max_length=200, required=False,
        help_text=_(
            "表决办法写明结束前可以用同一张卡重投、以最后一次为准的才填，例如“本次会议表决办法第六条”。"
            "不填的，一张卡只投一张票。"
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, poll: Poll, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll, self.actor, self.known = poll, actor, known_of(poll)
        active = keys.active_sets(self.place)
        self.fields["key_set"].among(active)  # type: ignore[attr-defined]
        self.fields["key_set"].initial = active.first()
        section = governing_poll(poll).section
        if not section.revoting:
            clause = self.fields["revote_clause"]
            clause.disabled, clause.help_text = True, gettext(revoting.FORBIDDEN.text)
        if section.trial_first:
            trial = self.fields["trial"]
            trial.initial, trial.disabled = True, True
            trial.help_text = gettext("规则簿规定先试投：用同一张投票卡先试一次，不计票。")
        for number, name in enumerate(poll.options):
            self.offer(number, name)

    def offer(self, number: int, name: str) -> None:
        """The fields of one option."""
        labels = {"note": _("说明"), "photo": _("照片"), "audio": _("语音")}
        self.fields[f"note_{number}"] = forms.CharField(
            label=labels["note"],
            max_length=LONGEST_NOTE,
            required=False,
            initial=self.known.get(name, NOTHING).note,
            widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"{name} {labels['note']}"}),
        )
        for kind in FAMILIES:
            attrs = {"accept": accepted(kind), "aria-label": f"{name} {labels[kind]}"}
            self.fields[f"{kind}_{number}"] = forms.FileField(
                label=labels[kind], required=False, widget=forms.FileInput(attrs=attrs)
            )
            self.fields[f"{kind}_{number}_ref"] = forms.CharField(
                required=False, widget=forms.HiddenInput()
            )

    def clean(self) -> dict[str, Any]:
        """Only pictures and sound of a size that a telephone in the hall loads at once."""
        data = super().clean() or {}
        for number in range(len(self.poll.options)):
            for kind in FAMILIES:
                given = data.get(f"{kind}_{number}")
                if given is not None and (why := refused_as(kind, given.name, given.size)):
                    self.add_error(f"{kind}_{number}", why)
        return data

    def keep_files(self) -> bool:
        """Store what was sent, so that it is not sent again; False where a file is not what it says."""
        self.data = self.data.copy()
        for number in range(len(self.poll.options)):
            for kind in FAMILIES:
                name = f"{kind}_{number}"
                given: UploadedFile | None = self.cleaned_data.get(name)
                if given is None:
                    continue
                try:
                    file = store_file(
                        self.actor, self.place, name=given.name or "", stream=given,
                        purpose=PURPOSE, permitted=True, confined=True,
                    )  # fmt: skip
                except Invalid as error:
                    self.add_error(name, error.text)
                    return False
                self.data[f"{name}_ref"] = self.cleaned_data[f"{name}_ref"] = file.public_id
        return True

    def stored(self, kind: str, number: int) -> StoredFile | None:
        """The file that this account has stored for a ballot, else what is known where the matter is kept."""
        known: StoredFile | None = getattr(self.known.get(self.poll.options[number], NOTHING), kind)
        key = str(self.data.get(f"{kind}_{number}_ref", ""))[:64] if self.is_bound else ""
        if not key:
            return known
        rows = StoredFile.objects.in_scope(Scope.of(self.place))
        own = rows.filter(purpose=PURPOSE, uploaded_by_id=self.actor.account_id)
        return own.filter(public_id=key).first() or known

    def options(self) -> Iterator[OptionFields]:
        """The fields by option, as the page lists them."""
        for number, name in enumerate(self.poll.options):
            yield OptionFields(
                name,
                self[f"note_{number}"],
                *(self[f"{kind}_{number}"] for kind in FAMILIES),
                *(self[f"{kind}_{number}_ref"] for kind in FAMILIES),
                *(self.stored(kind, number) for kind in FAMILIES),
            )

    def shown(self) -> Mapping[str, Shown]:
        """What the booth shows beside each option, as the act takes it."""
        return {
            name: Shown(
                note=self.cleaned_data.get(f"note_{number}") or "",
                photo=self.stored("photo", number),
                audio=self.stored("audio", number),
            )
            for number, name in enumerate(self.poll.options)
        }

    def values(self) -> dict[str, Any]:
        """The act's other values."""
        names = ("key_set", "trial", "capitals", "revote_clause")
        return {name: self.cleaned_data[name] for name in names}


def refused_as(kind: str, name: str, size: int) -> str:
    """Why a file is no photo or no spoken text of a ballot; "" where it may be one."""
    found = BY_EXTENSION.get(name.rpartition(".")[2].lower())
    if found is None or found.family != FAMILIES[kind]:
        text = (
            gettext("请选照片：%(kinds)s。")
            if kind == "photo"
            else gettext("请选录音：%(kinds)s。")
        )
        return text % {"kinds": accepted(kind).replace(",", " ")}
    if size > LARGEST[kind]:
        return gettext("超过 %(limit)d MB：会场里许多手机同时读取，请先压缩。") % {
            "limit": LARGEST[kind] // MIB
        }
    return ""

"""表单. The renderer links errors to fields and speaks to screen readers."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.utils import translation


class ReplyForm(forms.Form):
    due = forms.CharField(label="答复期限", help_text="例如 2026年8月7日")
    way = forms.ChoiceField(
        label="方式", choices=(("a", "书面"), ("b", "当面")), widget=forms.RadioSelect
    )
    note = forms.CharField(label="备注", required=False)
    public = forms.BooleanField(label="公开", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("两次录入不同。")


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


class MarkedForm(forms.Form):
    due = forms.CharField(help_text="列 <b>due</b>")


def test_a_hint_is_text_and_no_markup():
    assert "列 &lt;b&gt;due&lt;/b&gt;" in str(MarkedForm())


def test_errors_are_listed_on_top_and_lead_to_their_fields():
    html = str(ReplyForm({"due": ""}))
    summary = html[: html.index('class="field')]
    assert 'role="alert"' in summary
    assert "两次录入不同。" in summary
    for target in re.findall(r'href="#(\w+)"', summary):
        assert f'id="{target}"' in html
    assert 'href="#id_due"' in summary and 'href="#id_way"' in summary


def test_a_field_points_to_its_hint_and_error():
    html = str(ReplyForm({"due": ""}))
    field = re.search(r'<input[^>]*name="due"[^>]*>', html).group(0)
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]+)"', field).group(1).split()
    assert described == ["id_due_helptext", "id_due_error"]
    assert all(f'id="{each}"' in html for each in described)


def test_what_may_stay_empty_is_marked_and_choices_have_a_legend():
    html = str(ReplyForm())
    assert html.count("（可不填）") == 1
    assert "<legend>方式" in html
    assert 'role="alert"' not in html
    assert 'name="secret"' in html


def test_labels_belong_to_their_fields():
    html = str(ReplyForm())
    for name in ("due", "note", "public"):
        assert f'<label for="id_{name}">' in html


def test_no_markup_from_the_user_survives():
    html = str(ReplyForm({"due": "", "note": "<script>"}))
    assert "<script>" not in html

"""记名表决 (recorded vote): how each of the frozen roll voted, by name; told to nobody else before the announcement."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.voting.models.polls import Poll


class NamedVote(PlaceRecord):
    """记名表决的一票: one of the roll on one option. Another vote before the close replaces it; ``earlier`` keeps the former.

    The act keeps a check value over ``salt`` and the choice, so that nobody reads a vote from the record of acts
    before the announcement and everybody can prove afterwards that it was not altered.
    """

    audit_exclude = frozenset({"choice", "salt", "earlier"})

    CHOICES = [
        ("yes", pgettext_lazy("choice", "赞成")),
        ("no", pgettext_lazy("choice", "反对")),
        ("abstain", pgettext_lazy("choice", "弃权")),
    ]
    WAYS = [("own", _("本人用自己的账号")), ("roll_call", _("唱名，由办公室登记"))]

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="named_votes")
    person = models.CharField(_("表决人的编号"), max_length=64, blank=True)
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=200)
    option = models.CharField(_("表决的一项"), max_length=100)
    choice = models.CharField(_("怎样表决"), max_length=7, choices=CHOICES)
    way = models.CharField(_("怎样作出"), max_length=9, choices=WAYS)
    salt = models.CharField(_("校验值的附加值"), max_length=32)
    cast_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cast_label = models.CharField(_("操作账号"), max_length=100)
    cast_at = models.DateTimeField(_("表决时间"))
    earlier = models.JSONField(_("以前的表决"), default=list, blank=True)

    class Meta:
        verbose_name = _("记名表决的一票")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person", "name", "option"],
                name="one_vote_by_name_per_person_and_option",
            )
        ]

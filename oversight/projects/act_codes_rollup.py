"""汇总的行为."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {"projects.propose_rollup": _("拟公开民生实事汇总")}

"""民生实事项目的依据: the articles and local rules that the rules of projects name (procedures §4, §13)."""

from __future__ import annotations

from oversight.calendar.rules.reasons import gettext_noop

ORGANIC_12 = gettext_noop("《地方组织法》第十二条第一款第三项")
ORGANIC_14 = gettext_noop("《地方组织法》第十四条")
ORGANIC_25 = gettext_noop("《地方组织法》第二十五条")
SHAANXI_17 = gettext_noop("参照《陕西省民生实事项目人大代表票决制规定》第十七条")
SHAANXI_18 = gettext_noop("参照《陕西省民生实事项目人大代表票决制规定》第十八条")
LOCAL = gettext_noop("本级票决制实施办法")
MEASURE = gettext_noop("本次会议通过的票决办法")
TWO_PEOPLE = gettext_noop("自报完成不等于核实完成，核实完成不等于验收")

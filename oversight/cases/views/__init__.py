"""案件的页面: lists, one case with its tabs, one form per act."""

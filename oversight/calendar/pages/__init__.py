"""页面内容: what the pages of the calendar show, computed apart from the views."""

"""页面数据: what the pages of rulebooks show, in words; views only choose and render."""

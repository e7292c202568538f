"""民生实事的页面: parse, call, render."""

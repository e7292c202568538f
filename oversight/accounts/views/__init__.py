"""账号的页面: signing in, the deputy's code, one's own account, second factor, tokens."""

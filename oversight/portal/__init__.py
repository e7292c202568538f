"""公众门户：无须账号即可阅读的页面。 Pages that anybody may read, without an account."""

"""公开的页面：公众看的与办公用的。 Public pages and the desk's."""

"""民生实事页面的内容: what the pages show, made of queries and rules."""

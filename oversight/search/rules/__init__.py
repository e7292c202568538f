"""检索的规则：纯函数，不依赖框架。 Pure: how text becomes terms, and how a query is read."""

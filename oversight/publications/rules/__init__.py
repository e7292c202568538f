"""公开与报送的规则：纯函数，不依赖框架。 Pure rules of publications and filings."""

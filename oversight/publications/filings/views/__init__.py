"""报送的页面：清单、一件、办理。 Pages of filings: the list, one filing, its acts."""

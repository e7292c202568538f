"""报送：向党委的报告、备案，及批示；从不公开，查阅留痕。 Reports up and filings: never public, access-logged."""

"""案件的页面内容: what pages show, as values; no request is read here but by ``case_page``."""

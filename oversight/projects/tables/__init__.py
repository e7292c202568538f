"""民生实事的表格: out and in, every wrong cell named, rejected rows kept for mending."""

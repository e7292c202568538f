"""规则簿的表单: the acts of a version, and the forms that a section's own list of fields makes."""

"""公文的表单: drafting, and one form per act of the sign-off."""

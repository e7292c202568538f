"""表决的表单: one per act."""

"""月度报告 (placeholder until written)."""

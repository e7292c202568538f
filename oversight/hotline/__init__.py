"""热线大数据监督：导入、月度分析、冻结、摘要。 Hotline import, monthly analysis, freeze and summary."""

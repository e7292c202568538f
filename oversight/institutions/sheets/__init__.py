"""表格: people and units as XLSX, in and out. The same workbook is template, export and import."""

"""表格: the duties of a unit as XLSX, out and in again; the office's list as XLSX or CSV."""

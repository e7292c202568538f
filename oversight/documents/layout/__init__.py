"""公文版式: papers as DOCX and PDF after GB/T 9704-2012; knows nothing of records and workflow."""

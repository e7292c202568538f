"""单位自己的模板: upload, check, versions, back to the shipped one."""

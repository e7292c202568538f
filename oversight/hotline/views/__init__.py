"""热线的页面: parse the address, ask for the content, render."""

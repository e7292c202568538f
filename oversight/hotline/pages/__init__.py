"""页面内容: builds what the month pages show, as frozen dataclasses; no request, no template, no ticket."""

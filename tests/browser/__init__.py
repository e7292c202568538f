"""浏览器里的路程: what people do with the demonstration, in a real browser, by mouse, by touch, by keyboard alone."""

"""检索：一个框查本人能看的一切。 One search box over everything the reader may see."""

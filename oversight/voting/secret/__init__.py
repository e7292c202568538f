"""电子无记名表决: keys of the scrutineers, the box and its cards, receiving and checking, opening the total.

How it stays secret: what is received stands in a journal whose key is in no database (``journal``), and goes to the
board by many at once (``board``); a total is opened by the holders' own tools alone.
"""

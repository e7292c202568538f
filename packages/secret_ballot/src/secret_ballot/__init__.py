"""无记名投票 (secret ballots): Belenios protocol version 1, written anew from its specification.

``v1`` is the protocol, pure and without input or output; ``verify`` judges an archive; ``cli`` is the
command line. No web framework, no database, no network.
"""

"""接口: votes read and carried on (voting:read, voting:write); every act is the one of the pages."""

from oversight.voting.api import counting, named, reading, writing
from oversight.voting.api.routing import router
from oversight.voting.secret import api as cards

__all__ = ["cards", "counting", "named", "reading", "router", "writing"]

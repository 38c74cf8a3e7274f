"""Doors that stand open to anybody, and the one out of the service."""

from tests.architecture.doors.door import SHUT, anybody

DOORS = (
    anybody("GET", "", 200),
    anybody("GET", "help/", 200),
    anybody("GET", "accessibility/", 200),
    anybody("GET", "cookies/", 200),
    anybody("GET", "brand.css", 200),
    anybody("GET", "sign-in/", 200),
    anybody("POST", "sign-in/", 422),
    # Open in the demonstration only.
    anybody("GET", "about-the-demonstration/", SHUT),
    anybody("POST", "sign-in/as/", SHUT),
)

# Last of all: it takes the cookies of whoever asks.
WAY_OUT = (anybody("POST", "sign-out/", 302),)

"""Doors for those who run the service: watched from outside, by nobody signed in."""

from tests.architecture.doors.door import SHUT, anybody

DOORS = (
    anybody("GET", "health/live", 200),
    anybody("GET", "health/ready", 200),
    # Open to who brings the token that a place has set; the tests set none.
    anybody("GET", "metrics", SHUT),
)

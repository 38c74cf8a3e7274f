"""What stands in the way of starting, in one sentence a person can act on."""


class Obstacle(Exception):
    """Something outside the code must change first; the message says what."""

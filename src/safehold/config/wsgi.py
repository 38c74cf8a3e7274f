"""The door by which a web server of a place's own enters."""

import sys

from safehold.config import fitness
from safehold.config.obstacles import Obstacle

# `run.py` asks this before it starts its own, and may find the database away later.
try:
    fitness.demand(fitness.address())
except Obstacle as obstacle:
    sys.exit(str(obstacle))

from safehold.config.application import application as application

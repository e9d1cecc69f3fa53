"""What comes and goes with people. Apps above this one say so here."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

# Each takes the person who has just signed in, and the request that they did it with.
ARRIVALS: list[Callable[[HttpRequest, Any], None]] = []

# Each takes the person who leaves, within the transaction that deletes them.
DEPARTURES: list[Callable[[Any], None]] = []

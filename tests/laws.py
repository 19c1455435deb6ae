"""How many examples a law is tried on: few where the suite is to be quick, many in the long form."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

SHORT, LONG = "short", "long"
"""The profiles of the two forms; which of them holds is known before tests are collected."""

USUAL, USUAL_LONG, TIMES = 10, 150, 10
"""On how many examples a law that says nothing is tried in the short form and in the long form, and how many times as many the long
form tries of a law that says how many."""


def load(form: str) -> None:
    """In the short form laws are tried on the same examples each time, so that nobody's change fails for another's fault;
    the long form looks for new ones."""
    busy: dict[str, Any] = {
        "deadline": None,
        "suppress_health_check": [HealthCheck.too_slow],
    }  # what a busy machine makes of a law is no fault
    settings.register_profile(SHORT, max_examples=USUAL, derandomize=True, **busy)
    settings.register_profile(LONG, max_examples=USUAL_LONG, **busy)
    settings.load_profile(form)
    if form == SHORT:
        # Hypothesis draws constants out of the modules that happen to be loaded, so which they are would choose the examples.
        providers._get_local_constants = providers.Constants


def tried_on(examples: int, **others: Any) -> settings:
    """The settings of a law that needs more, or fewer, than the usual number of examples in the short form."""
    times = TIMES if settings.get_current_profile_name() == LONG else 1
    return settings(max_examples=examples * times, **others)

"""What the documented form calls itself and the statuses; apart from the schema, which takes long to load."""

from roadmap.model import Status

FORMAT, VERSION = "roadmate-roadmap", 1

STATUSES = {
    Status.NOT_STARTED: "not_started",
    Status.GOING_ON: "in_progress",
    Status.COMPLETED: "done",
    Status.SKIPPED: "skipped",
}
"""How the form writes where a learner stands."""

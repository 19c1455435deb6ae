"""What a document in our own form says of itself, and the words it has for where a learner stands."""

from roadmap.model import Status

FORMAT, VERSION = "roadmate-roadmap", 1

STATUSES = {
    Status.NOT_STARTED: "not_started",
    Status.GOING_ON: "in_progress",
    Status.COMPLETED: "done",
    Status.SKIPPED: "skipped",
}
"""How the form writes where a learner stands."""

"""What the reading process says before it reads, so that its time counts from then."""

READY = b"r"

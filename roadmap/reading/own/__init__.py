"""Our own forms, read exactly and without loss: the table of the shipped roadmaps, the documented JSON and CSV."""

"""Files that people send, read in a process of their own that can do no harm and is ended when it takes too long."""

from bot.importing.reading import Read, read, read_document, ticked

__all__ = ["Read", "read", "read_document", "ticked"]

"""Files that people send, read in a process of their own that can do no harm and is ended when it takes too long."""

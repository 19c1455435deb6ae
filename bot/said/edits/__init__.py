"""Lines that edit a roadmap, read into an edit or into what has to be asked."""

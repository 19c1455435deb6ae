"""Our own form, read exactly and without loss: the documented JSON, and its columns in CSV."""

"""Trees of data: YAML, JSON and JSON Lines, and the shapes that some programs give them."""

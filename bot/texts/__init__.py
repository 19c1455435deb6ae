"""PURE: domain values become words for learners. One whole sentence a template; the only place with such words."""

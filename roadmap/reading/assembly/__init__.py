"""Drafts of topics put together into one roadmap: what their cells say, what they wait for, their numbers and slugs."""

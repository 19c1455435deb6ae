"""Simulate: a cast of learners lives through weeks in seconds, with the real bot, and what must hold is checked."""

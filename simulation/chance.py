"""Chance: the only module that throws dice. They are seeded, so that the same seed always tells the same story."""

from random import Random

Dice = Random


def dice(*seed: object) -> Dice:
    """Dice of their own for each purpose, so that what one learner does moves no other."""
    return Random("/".join(map(str, seed)))

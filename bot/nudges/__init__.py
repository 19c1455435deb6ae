"""Nudges: when they are due, what they say, the tick that enters them and the delivery that sends them."""

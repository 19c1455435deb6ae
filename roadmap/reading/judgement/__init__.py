"""PURE: the tree of a document judged: at most four readings of it, the likeliest first.

A reading says which level of the tree holds the topics; what stands above them are stages, what stands below steps, and
all the rest is left out and told with its lines. So topics, steps, stages and what is left out are the whole document.
"""

from roadmap.reading.judgement.offers import MOST, left_out, proposals_for

__all__ = ["MOST", "left_out", "proposals_for"]

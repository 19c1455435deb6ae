"""The colours: Okabe and Ito's, which the colour-blind tell apart too, on a card of its own for light and dark chats.

Source: Okabe & Ito, "Color Universal Design", 2008. No meaning hangs on colour alone.
"""

PAPER, LANE, RULE = "#ffffff", "#f0f2f5", "#d3d8df"
INK, FADED = "#1d2430", "#566070"
TO_TARGET, TO_LIMIT = "#aab4c2", "#d3dae3"
DONE, GOING_ON, OVERDUE, FORECAST = "#009e73", "#0072b2", "#d55e00", "#cc79a7"

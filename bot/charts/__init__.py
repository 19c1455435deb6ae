"""Pictures: PURE, domain values in, SVG or PNG out. The words in them come from ``bot.texts``."""

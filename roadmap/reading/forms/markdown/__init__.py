"""Markdown: headings, lists, check lists and tables, and what of HTML people put among them."""

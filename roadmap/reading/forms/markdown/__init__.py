"""Markdown: headings, lists, check lists and tables, and what of HTML people put among them."""

from roadmap.reading.forms.markdown.reading import outline_of, read_markdown_tree

__all__ = ["outline_of", "read_markdown_tree"]

"""Sheets of rows and columns: CSV, TSV and what else separates them, and the export of Todoist."""

"""The forms that documents come in: a module or a folder for each, and a table of all."""

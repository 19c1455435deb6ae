"""What short pieces of a document mean, whatever stands around them: titles, spans of time, statuses, names of columns."""

"""What an operator types: ``roadmate …``, one module a command that does more than hand over to another room."""

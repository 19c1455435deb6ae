"""What is posted and done in groups, a composer for each kind."""

"""What is read over the web by those who have an address for it; off unless the installation has one of its own."""

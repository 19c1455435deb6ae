"""The terminal as a platform, with no account anywhere; it reads lines from a pipe as well."""

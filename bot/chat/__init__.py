"""The platform-neutral kernel: a line comes in, a command answers, a message goes out."""

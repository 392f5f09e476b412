"""The terminal itself: bytes in and out, and what the system does to the program."""

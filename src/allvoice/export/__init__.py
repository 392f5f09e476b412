"""Copies that leave the program: pages for people, and files that a shelf comes back from."""

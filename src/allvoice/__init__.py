"""A talking reader for the terminal."""

__version__ = "0.1.0.dev0"

"""The settings file: what can be set, read forgivingly and written with its comments kept."""

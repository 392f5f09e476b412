"""Markdown to the blocks of a guide."""

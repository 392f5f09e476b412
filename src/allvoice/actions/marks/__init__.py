"""Marks: set, noted, listed, carried into a changed edition."""

"""Measures the program beside its peers; `python -m benchmarks` prints the table."""

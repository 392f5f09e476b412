"""Listening while hands and eyes are busy with something else."""

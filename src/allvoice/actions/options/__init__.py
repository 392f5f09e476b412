"""What can be set while it runs: the list of it, the voices, what the reading follows."""

"""Which key means what."""

"""Display text to what is said. Pure."""

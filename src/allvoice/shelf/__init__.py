"""What survives: positions, bookmarks and settings."""

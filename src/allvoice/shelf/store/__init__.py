"""The database: places, bookmarks and preferences, and every way back to them."""

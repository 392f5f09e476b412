"""The database: places, bookmarks, what the program remembers, and every way back to them."""

"""The database: places, marks, notes, what the program remembers, and every way back to them."""

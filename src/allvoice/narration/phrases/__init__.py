"""How several written words are said as one: a range with spaces in it, a telephone number."""

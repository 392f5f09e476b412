"""Search in the document and beside it, items of lists, jumps to a name or number."""

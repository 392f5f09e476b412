"""Finding places in a guide by words, as somebody types them who is tired."""

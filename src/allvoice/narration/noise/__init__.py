"""What may be left out within a sentence, a file a kind."""

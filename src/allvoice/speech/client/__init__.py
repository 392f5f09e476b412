"""The parent's side of the voice: the process it holds, what it restores, what it tries again."""

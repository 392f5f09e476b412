"""The reader in plain lines: nothing is ever drawn over, so any screen reader can follow."""

"""What runs in the voice process: the engine, the player and the sink."""

"""PCM to the ear: sinks, the time-stretch and the player, whose clock is the app's clock."""

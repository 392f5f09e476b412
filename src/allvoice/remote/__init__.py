"""The reader driven from outside: media keys, headset buttons, a desktop's player controls."""

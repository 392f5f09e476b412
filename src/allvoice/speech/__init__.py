"""Utterance to PCM with marks: the engines, the voice process and its client."""

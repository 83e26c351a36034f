"""Registries of organizations become Turtle: streamed, counted, with their release as source."""

"""Invented graphs of any size, the same bytes on every run: nothing in them is about anybody."""

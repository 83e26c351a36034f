"""Curators decide who is one: proposals, with what speaks for and against, and the decisions."""

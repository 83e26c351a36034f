"""Timelines: what held and happened when, in lanes, as surely as the sources say."""

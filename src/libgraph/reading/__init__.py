"""Files become quads: which ones there are, and what stands in each."""

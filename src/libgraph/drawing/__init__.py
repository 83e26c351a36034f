"""The drawing room: scenes become pages, pictures and DOT. It knows nothing of RDF or SPARQL."""

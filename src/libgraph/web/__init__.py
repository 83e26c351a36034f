"""The explorer: pages for people, and the web's standards for programs, over one graph."""

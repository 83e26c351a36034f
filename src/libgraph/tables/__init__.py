"""People write tables; here they become statements."""

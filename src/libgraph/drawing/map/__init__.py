"""Maps: who covers which country, where the centres stand, which places agreements tie."""

"""Source files in, a dossier out: all problems with their place."""

"""What a dossier says, in words: sentences, explanations, differences."""

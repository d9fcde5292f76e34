"""The text before anything is understood: cut into pieces, parsed, mended, and its grammar."""

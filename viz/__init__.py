"""Claims in, pictures out. Nothing here reads source files; ``graph`` imports none of it."""

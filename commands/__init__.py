"""The verbs of the command line: each takes words, calls what does the work, and prints what it gives."""

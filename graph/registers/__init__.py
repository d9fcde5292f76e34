"""Public registers in, source files out: one small module for each register."""

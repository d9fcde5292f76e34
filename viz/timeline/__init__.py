"""The timeline view: one lane per speaker, each statement at the date on which it was said."""

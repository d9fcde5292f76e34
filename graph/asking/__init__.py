"""The store and its questions."""

"""Drafts by a language model that the user names: what is asked, and which of its answers are let through."""

"""From a text to drafts of claims: what it seems to say, with the words behind it, for a human to review."""

"""From drafts to claims: what a human accepts, corrects or rejects, put into the source file as it is."""

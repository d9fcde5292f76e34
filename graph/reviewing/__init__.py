"""From drafts to claims: what a human accepts, corrects or rejects, written into the source file as it stands."""

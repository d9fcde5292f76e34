"""Who is meant: names, descriptions, pronouns, groups, and for whom somebody acts."""

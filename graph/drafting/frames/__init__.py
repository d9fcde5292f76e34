"""What flows: verbs and nouns that speak of a flow, what stands at their places, and the data."""

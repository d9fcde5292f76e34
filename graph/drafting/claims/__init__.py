"""From what was found to draft claims: ends, context, answers, and which of them say the same."""

"""How it is said: by whom, affirmed or denied, answered or not, or not said at all."""

"""The flow view: parties as boxes, statements as lines between them."""

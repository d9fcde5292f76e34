"""What a picture says, before anything is measured or drawn: statements, boxes, lines, words."""

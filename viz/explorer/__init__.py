"""The explorer: one HTML file that leads from every line of the picture to the quoted words, offline."""

"""Paper and ink: pages, fonts, marks, blocks of text, and the files they become."""

"""What people read of items and advice: sentences, Markdown, pages for a terminal."""

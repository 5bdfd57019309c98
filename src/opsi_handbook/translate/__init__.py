"""Units of text, and the place where translations are made, checked and shipped."""

"""What real cameras have in common, whichever SDK talks to them."""

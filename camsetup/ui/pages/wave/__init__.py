"""The page on which somebody waves at a camera."""

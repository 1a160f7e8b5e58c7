"""The wheel: its movements, and how the video shows them."""

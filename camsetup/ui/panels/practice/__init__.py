"""The practice rig: its knobs, and the hands that turn them."""

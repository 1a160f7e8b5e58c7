"""What a lab keeps in files: rigs and outlines, checked at the door."""

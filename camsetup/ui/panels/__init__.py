"""The panels of the steps, the histogram, the checks and the practice rig."""

"""The nouns: frames, poses, outlines, rigs and verdicts, all of them frozen."""

"""The judgement: pure functions from pictures and stamps to numbers and verdicts."""

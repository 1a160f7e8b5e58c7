"""Many sessions: finds them, judges each once, here or on a cluster, keeps the answers.

Walk the path of one session: `sessions` finds it, `fingerprint` says whether the
`ledger` has an answer for it already, `round` hands it to a `crew` (`workers` on this
machine or a `cluster`), where `judging` judges it; `ledger` and `results_file` keep it.
"""

"""What panels are built of: labels, digits, bars, folds, and the words on them."""

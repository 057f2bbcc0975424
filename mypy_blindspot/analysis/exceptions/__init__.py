"""What becomes of a failure that a broad handler catches."""

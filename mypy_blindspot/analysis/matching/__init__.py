"""What a value can be, and what a pattern or comparison can match."""

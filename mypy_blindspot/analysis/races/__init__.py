"""State that tasks share while they run at the same time, and what gets lost in it."""

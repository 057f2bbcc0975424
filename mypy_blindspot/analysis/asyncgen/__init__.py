"""Async generators: what they hold open, and who leaves them before their end."""

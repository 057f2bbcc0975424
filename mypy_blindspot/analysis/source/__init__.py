"""Modules of the program as their source text shows them."""

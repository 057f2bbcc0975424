"""Django: models and their relations, and what a queryset loads, from source text and types alone."""

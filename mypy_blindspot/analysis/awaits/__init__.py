"""The awaits of coroutines, and which of them need each other."""

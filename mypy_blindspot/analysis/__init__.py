"""Facts about code, without messages: what may equal what, which definitions reach a place, and so on."""

"""Text: str in, str and explained Steps out; no I/O, no state.."""

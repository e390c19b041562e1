"""Text: str in, str and explained Steps out; no I/O, no state. Knows Chinese and English, and nothing else of the house."""

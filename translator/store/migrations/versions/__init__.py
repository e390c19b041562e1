"""One module per step, in order; each says what it changes."""

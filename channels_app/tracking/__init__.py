"""Links and opens: rewritten at sending, counted when they come back, never leading elsewhere."""

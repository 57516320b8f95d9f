"""A cashier's message about a day, or about several."""

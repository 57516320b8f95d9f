"""Weekly numbers, typed or in a table that came back."""

"""Whole lives of promos, drawn from a seed, lived through the doors and compared with a small model of the totals."""

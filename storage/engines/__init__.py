"""The two engines, and which one an address names."""

"""The rules, tested without a database, a network or a clock."""

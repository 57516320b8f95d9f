"""Other libraries' bots as their documentation shows them, each storing every message before it answers.

They run in an environment of their own: `uv sync --project bench/peers`.
"""

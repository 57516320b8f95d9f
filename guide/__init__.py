"""Builds the owner's guide: the chapters of `docs/guide/`, with pictures and messages from a promo that is played here.

Only for building; an installed Tandem has the finished pages in `bot/guide_pages/`.
"""

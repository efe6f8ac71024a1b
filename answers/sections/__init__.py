"""Sections that several question types share: each takes what was read and writes sentences into a draft."""

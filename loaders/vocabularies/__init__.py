"""Readers of the published vocabularies and of the curated tables that name cancers and therapies."""

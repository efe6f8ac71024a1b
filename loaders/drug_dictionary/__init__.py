"""Definitions of drugs: what a drug acts on, and of which class it is."""

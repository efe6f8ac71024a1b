"""What is measured, and what writes docs/quality.md from it: ``python -m measures``."""

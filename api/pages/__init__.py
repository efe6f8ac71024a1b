"""Server-rendered pages: readable on a phone, without a script, in light and dark, and on paper."""

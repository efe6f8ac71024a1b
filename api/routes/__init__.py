"""The routes: each reads a request, asks one door, and writes the response."""

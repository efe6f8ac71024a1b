"""Finding the thing that a few typed letters mean."""

"""Side effects: their names in medical and plain words, and how leaflets and pages list them."""

"""What is asserted of a relation: affirmed or not, investigational, conditional, past, compared, exclusive."""

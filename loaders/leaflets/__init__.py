"""Package leaflets: what the medicine is for, and its side effects with how often they come."""

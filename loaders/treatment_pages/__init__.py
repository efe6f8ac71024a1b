"""Pages about kinds of treatment: what a whole class of treatments can cause."""

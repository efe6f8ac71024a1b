"""Invariants over records: what must hold before a graph is built from them, whoever loaded or edited them."""

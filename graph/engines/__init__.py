"""One module per engine; ``graph.store.ENGINES`` names them."""

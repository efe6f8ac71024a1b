"""Question understanding: from what a person typed to a Question, without a language model and without spaCy."""

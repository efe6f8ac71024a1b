"""Words to statements: structure, lexicon, assertion, extraction, and the understanding of questions."""

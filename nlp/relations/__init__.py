"""From a clause to its relation: which part each therapy, cancer and biomarker plays, and how they combine."""

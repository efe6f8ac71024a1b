"""Answers: a question becomes named queries, verdicts, cited sentences and data."""

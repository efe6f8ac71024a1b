"""Verdicts: is a therapy approved for a cancer, by whom, on which day, and how do we know.

Derived anew for every question from uses, events and coverage (design, section 4), never stored.
"""

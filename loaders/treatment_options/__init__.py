"""Lists of treatment options on summary pages: who each list is for, and what each item offers."""

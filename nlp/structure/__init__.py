"""How a source text is built: segments, headings, lead-ins, lists and their items, all tied to the stored text."""

from nlp.structure.unit import Unit

__all__ = ["Unit"]

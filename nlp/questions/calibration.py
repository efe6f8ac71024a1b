"""How sure may we be? Raw scores as shares of right readings, measured on the tuning half of our phrasings."""

from nlp.questions.words import read_table


class Calibration:
    """A monotone step table from raw score to confidence, and the confidence below which readings are offered."""

    def __init__(self) -> None:
        rows = read_table("calibration.tsv")
        self.threshold = float(next(row[1] for row in rows if row[0] == "threshold"))
        self._steps = sorted((float(row[0]), float(row[1])) for row in rows if row[0] != "threshold")

    def confidence(self, raw: float) -> float:
        """Return the share of readings with such a score that were right."""
        confidence = 0.0
        for bound, share in self._steps:
            if raw >= bound:
                confidence = share
        return confidence

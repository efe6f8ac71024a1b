"""Make the weights of words: of question types (``cues.tsv``) and of emergencies (``weights.tsv`` of the screen).

    python -m measures.word_weights

Weights are of multinomial logistic regressions with an L2 penalty, solved to the same figures on every run, and
rounded; those near zero are left out. Phrasings and messages kept aside or blind take no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import answers.safety
from answers.safety.emergency import NO_EMERGENCY, sentence_words
from nlp.questions.cues import features
from nlp.questions.reader import QuestionReader
from nlp.questions.word_weights import words_and_pairs
from nlp.questions.words import RESOURCES, read_table
from tests.nlp.questions.packaged_names import packaged_names
from tests.nlp.questions.phrasings import read_more_phrasings, read_phrasings

_ROOT = Path(__file__).resolve().parents[1]
_SAFETY = Path(answers.safety.__file__).parent
_HEAD = """# What words and pairs of neighbours speak for{where}: weights by kind, summed in a softmax.
# ^ and $ are the ends of a sentence, * is where every sentence starts. Made by python -m measures.word_weights.
# words\tkind=weight …
"""


def write_weights(
    path: Path, where: str, counted: Sequence[Iterable[str]], kinds: Sequence[str], penalty: float, smallest: float
) -> None:
    """Fit kinds to features and write the table. ``penalty`` is the inverse strength C, ``smallest`` a weight told."""
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(sorted(one), 1.0) for one in counted])
    model = LogisticRegression(C=penalty, max_iter=5000, tol=1e-8).fit(table, kinds)
    weights: dict[str, list[str]] = defaultdict(list)
    for kind, start, row in zip(model.classes_, model.intercept_, model.coef_, strict=True):
        weights["*"].append(f"{kind}={start:.2f}")
        for name, weight in zip(vectorizer.get_feature_names_out(), row, strict=True):
            if abs(weight) >= smallest:
                weights[name].append(f"{kind}={weight:.2f}")
    lines = sorted("\t".join((name, *told)) for name, told in weights.items())
    path.write_text(_HEAD.format(where=where) + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write both tables."""
    reader = QuestionReader(packaged_names())
    phrasings = [one for one in read_phrasings() if not one.kept] + read_more_phrasings()
    counted = [features(reader.asking(one.text)[0]) for one in phrasings]
    types = [one.type for one in phrasings]
    write_weights(RESOURCES / "cues.tsv", " where no phrase is sure of a type", counted, types, 4.0, 0.1)
    messages = read_table("phrasings.tsv", _ROOT / "tests" / "answers" / "safety")
    tuned = [(text, kind) for part, kind, text in messages if part == "tune"]
    told = [([key for keys in sentence_words(text) for key in keys], kind) for text, kind in tuned]
    quiet = [text for text, kind in tuned if kind == NO_EMERGENCY] + [one.text for one in phrasings]
    told += [(keys, NO_EMERGENCY) for text in quiet for keys in sentence_words(text)]
    counted = [words_and_pairs(keys) for keys, _ in told]
    kinds = [kind for _, kind in told]
    write_weights(_SAFETY / "weights.tsv", " where no sign of an emergency stands", counted, kinds, 5.0, 0.15)


if __name__ == "__main__":
    main()

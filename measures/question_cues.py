"""Make the weights of words by type (``nlp/resources/questions/cues.tsv``) from the tuned phrasings.

    python -m measures.question_cues

Weights are of a multinomial logistic regression with an L2 penalty, solved to the same figures on every run, and
rounded; those near zero are left out. Phrasings kept aside or blind take no part.
"""

from collections import defaultdict

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.questions.cues import features
from nlp.questions.reader import QuestionReader
from nlp.questions.words import RESOURCES
from tests.nlp.questions.packaged_names import packaged_names
from tests.nlp.questions.phrasings import read_more_phrasings, read_phrasings

_SMALLEST = 0.1
_HEAD = """# What words and pairs of neighbours speak for where no phrase is sure: weights by type, summed in a softmax.
# ^ and $ are the ends of a sentence, * is where every sentence starts. Made by python -m measures.question_cues.
# words\ttype=weight …
"""


def main() -> None:
    """Write the table."""
    reader = QuestionReader(packaged_names())
    phrasings = [one for one in read_phrasings() if not one.kept] + read_more_phrasings()
    counted = [dict.fromkeys(sorted(features(reader.asking(one.text)[0])), 1.0) for one in phrasings]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(counted)
    model = LogisticRegression(C=4.0, max_iter=5000, tol=1e-8).fit(table, [one.type for one in phrasings])
    weights: dict[str, list[str]] = defaultdict(list)
    for kind, start, row in zip(model.classes_, model.intercept_, model.coef_, strict=True):
        weights["*"].append(f"{kind}={start:.2f}")
        for name, weight in zip(vectorizer.get_feature_names_out(), row, strict=True):
            if abs(weight) >= _SMALLEST:
                weights[name].append(f"{kind}={weight:.2f}")
    lines = sorted("\t".join((name, *told)) for name, told in weights.items())
    (RESOURCES / "cues.tsv").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

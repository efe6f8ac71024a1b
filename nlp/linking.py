"""What may words mean that no name matches exactly? scispaCy's candidate generator over our own names.

Character 3-grams of every name, nearest neighbours, and a threshold below which we abstain. Only for what the lexicon
left unmatched; whoever uses a proposal says so (a gate refuses it until somebody has looked). The only door to
scispaCy's candidate generator, scikit-learn and nmslib.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nlp.lexicon import Lexicon
from nlp.spelling import key_of

if TYPE_CHECKING:
    from scispacy.candidate_generation import CandidateGenerator

# Calibrated on the label gold's spellings with one letter changed: at 0.80 of 1 every proposal named the right cancer,
# and words that name none of ours ("rheumatoid arthritis", "colon polyps") got no proposal.
THRESHOLD = 0.80
_TUMOUR = re.compile(
    r"(?:[\w'/-]+ ){0,6}(?:\w{3,}(?:omas?|a?emias?)|cancers?|tumou?rs?|neoplasms?|malignanc\w+)(?![\w-])", re.IGNORECASE
)
_MARGIN = 0.02  # a rival this near makes the proposal ambiguous


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entity that unmatched words may name, and how alike the words are (cosine, 0 to 1)."""

    entity_id: str
    name: str
    likeness: float


def tumour_phrases(text: str, harmless: frozenset[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text that seem to name a tumour, without words on its course before it."""
    found: list[tuple[int, int]] = []
    for match in _TUMOUR.finditer(text):
        start = match.start()
        joined = max((one.end() for one in re.finditer(r"\b(?:or|and)\s+", match.group())), default=0)
        for word in re.finditer(r"[\w'/-]+", match.group()):
            if word.start() < joined:
                continue
            if word.group().lower() not in harmless or match.start() + word.end() == match.end():
                start = match.start() + word.start()
                break
        found.append((start, match.end()))
    return found


class Linker:
    """Names of one label of the lexicon as an index of character 3-grams, built when it is first asked."""

    def __init__(self, lexicon: Lexicon, label: str) -> None:
        self._lexicon, self._label = lexicon, label

    @lru_cache(maxsize=1)  # noqa: B019  (a linker lives as long as its process)
    def generator(self) -> "CandidateGenerator":
        """Return scispaCy's candidate generator over the names; building takes seconds."""
        return _build_generator(self._lexicon, self._label)

    def propose(self, words: str) -> Proposal | None:
        """Return the entity that the words name, None where that is not sure enough."""
        text = " ".join(key_of(words))
        if len(text) < 5:
            return None
        (candidates,) = self.generator()([text], 10)
        scored = sorted(((max(one.similarities), one.concept_id, one.aliases[0]) for one in candidates), reverse=True)
        if not scored or scored[0][0] < THRESHOLD:
            return None
        rivals = [one for one in scored[1:] if one[0] > scored[0][0] - _MARGIN]
        return None if rivals else Proposal(scored[0][1], scored[0][2], round(float(scored[0][0]), 3))


def _build_generator(lexicon: Lexicon, label: str) -> "CandidateGenerator":
    import nmslib
    import numpy as np
    from scispacy.candidate_generation import CandidateGenerator
    from scispacy.linking_utils import Entity as KnownEntity
    from scispacy.linking_utils import KnowledgeBase
    from sklearn.feature_extraction.text import TfidfVectorizer

    entities: dict[str, Any] = {}
    ids_of: dict[str, set[str]] = {}
    for text, entity_id in lexicon.all_names(label):
        folded = " ".join(key_of(text))
        if len(folded) >= 4 and not re.fullmatch(r"[\d ]+", folded):
            ids_of.setdefault(folded, set()).add(entity_id)
    for entity_id in {one for ids in ids_of.values() for one in ids}:
        entities[entity_id] = KnownEntity(entity_id, lexicon.name_of(entity_id), [], [], None)
    known = KnowledgeBase.__new__(KnowledgeBase)
    known.cui_to_entity, known.alias_to_cuis = entities, ids_of
    aliases = sorted(ids_of)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), min_df=1, dtype=np.float32)
    index = nmslib.init(method="hnsw", space="cosinesimil_sparse", data_type=nmslib.DataType.SPARSE_VECTOR)
    index.addDataPointBatch(vectorizer.fit_transform(aliases))
    index.createIndex({"M": 30, "indexThreadQty": 1, "efConstruction": 200, "post": 0}, print_progress=False)
    index.setQueryTimeParams({"efSearch": 100})
    return CandidateGenerator(index, vectorizer, aliases, known)

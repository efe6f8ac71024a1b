"""Measure how fast label texts are read, beside a blank spaCy pipeline with scispaCy's detector and generator.

    python measures/extraction_speed.py [TEXTS]

Both see the same names and the same texts in one run, in one process, text by text in turn. The baseline links every
span of one to four words that begins and ends with no stop word, as it must without a trained recogniser. The second
table loads all label texts by one and by two processes.
"""

import json
import resource
import sys
import time
import warnings

import spacy

from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import locate, named
from loaders.run import read_all
from measures.extraction import CORPUS, ROOT, packaged_lexicon
from nlp.abbreviations import find_abbreviations
from nlp.extract import extract_indications
from nlp.linking import Linker

_LONGEST = 4


def spans_of(document: spacy.tokens.Doc) -> list[str]:
    """Return the spans that the baseline must look up."""
    words = [token for token in document if not token.is_space]
    found: list[str] = []
    for at, first in enumerate(words):
        for last in words[at : at + _LONGEST]:
            if last.is_punct:
                break
            if not (first.is_stop or first.is_punct or last.is_stop):
                found.append(document[first.i : last.i + 1].text)
    return found


def loading() -> None:
    """Print how fast the label texts are loaded by one and by two processes, and what a worker needs.

    Reading and reconciling beside the packaged names; forked workers share the names' memory with their parent.
    """
    held = known(read_knowledge(ROOT / "graph" / "knowledge"), None)
    names = Records(entities=held.entities, names=held.names, edges=held.edges)
    loader = named("fda-labels")
    source = {loader.name: (loader, locate(loader, CORPUS))}
    print("\n| processes | documents | documents per second (clock) | most memory of a worker, MB | the same records |")
    print("|---|---|---|---|---|")
    first: Records | None = None
    for processes in (1, 2):
        loaded = read_all(source, names, processes=processes)
        documents = len(loaded.records.documents)
        first = first or loaded.records
        used = resource.getrusage(resource.RUSAGE_CHILDREN if processes > 1 else resource.RUSAGE_SELF).ru_maxrss
        print(
            f"| {processes} | {documents} | {documents / loaded.report.seconds:.0f} | {used / 1024:.0f} "
            f"| {'yes' if loaded.records == first else 'NO'} |"
        )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    lines = (CORPUS / "fda-labels-indications.jsonl").read_text("utf-8").splitlines()
    step = max(len(lines) // count, 1)
    texts = [json.loads(line)["text"] for line in lines[::step]][:count]
    others = [json.loads(line)["text"] for line in lines[1::step]][:10]
    lexicon = packaged_lexicon()
    generators = [Linker(lexicon, label).generator() for label in ("Cancer", "Therapy")]
    blank = spacy.blank("en")
    find_abbreviations("warm up (WU)")
    for text in others:  # rules and libraries are loaded once per process: neither side is charged for it
        extract_indications(text, agency="FDA", lexicon=lexicon)

    own = baseline = 0.0
    uses = 0
    for text in texts:  # in turn, so that a machine that slows down slows both
        start = time.process_time()
        uses += len(extract_indications(text, agency="FDA", lexicon=lexicon))
        between = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            find_abbreviations(text)
            spans = spans_of(blank(text))
            for generator in generators:
                generator(spans, 10)
        own += between - start
        baseline += time.process_time() - between

    characters = sum(len(text) for text in texts)
    print("| reader | texts | characters per second | uses |\n|---|---|---|---|")
    print(f"| ours, whole statements | {count} | {characters / own:,.0f} | {uses} |")
    print(
        f"| blank + AbbreviationDetector + CandidateGenerator, names only | {count} | {characters / baseline:,.0f} | |"
    )
    print(f"\nRatio: {baseline / own:.1f} (processor time, one process).")
    loading()


if __name__ == "__main__":
    main()

"""Reading a bibliography, as ratios in one run: against bibtexparser's bare split, and against a tenth of the entries.

    python scripts/bench/bibliography.py

Prints processor seconds for each size, how much 100,000 entries cost against 10,000, how 5,000 entries compare with
bibtexparser's splitter alone (best of three, in turn), and the largest memory of this process in MiB.
"""

import resource
import time
from collections.abc import Callable

from bibtexparser.splitter import Splitter

from kb.read.bibtex import read_bibliography

ENTRY = """@article{{name{n}study,
  author = {{M{{\\"u}}ller, Anna B. and van der Berg, Jan and {{Group {n}}}}},
  title = {{On the {{B}}ayesian Study of Things, Part {n}}},
  journal = {{Journal of Studies}},
  year = {{{year}}},
  volume = {{{n}}},
  pages = {{{n}--{last}}},
  doi = {{10.1000/{n}}},
}}
"""


def bibliography(entries: int) -> str:
    """A file of so many entries, all different."""
    return "\n".join(ENTRY.format(n=n, year=1950 + n % 70, last=n + 12) for n in range(entries))


def seconds(action: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def read(text: str) -> float:
    """Seconds to read a text, names and titles included; every entry has to be there."""
    data = text.encode()

    def whole() -> None:
        papers, findings = read_bibliography("bench.bib", data)
        assert len(papers) == text.count("@article")
        assert not findings
        for paper in papers:
            assert paper.authors and paper.title

    return seconds(whole)


def main() -> None:
    small = bibliography(5_000)
    ours, theirs = [], []
    for _ in range(3):
        ours.append(read(small))
        theirs.append(seconds(lambda: Splitter(small).split()))
    print(f"5,000 entries: {min(ours):.2f} s; bibtexparser's split alone: {min(theirs):.2f} s")
    print(f"  ratio {min(ours) / min(theirs):.2f}")
    tenth, whole = read(bibliography(10_000)), read(bibliography(100_000))
    print(f"10,000 entries: {tenth:.2f} s; 100,000 entries: {whole:.2f} s")
    print(f"  ratio {whole / tenth:.1f} for ten times the entries")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()

"""Every figure of the notes again: `python scripts/make_figures.py [--of FOLDER] [--into FOLDER] [NAME ...]`.

A script of `scripts/figures/` (or `scripts/homework/`) draws one or a few figures; two scripts run at a time. The same
script gives the same bytes, also on another processor: linear algebra, NumPy's own loops and compiled ones are held to
what every x86-64 machine with AVX2 has, on one thread, so that sums are taken in the same order.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SCRIPTS = Path(__file__).parent / "figures"
SAME_EVERYWHERE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2",
}


def scripts(folder: Path = SCRIPTS) -> list[Path]:
    """The scripts that draw, in order of name; the modules that they share have no `main`."""
    return sorted(path for path in folder.glob("*.py") if "def main()" in path.read_text(encoding="utf-8"))


def run(script: Path, into: Path | None = None) -> tuple[int, float]:
    """Run one script; returns its exit status and the seconds that it took. Figures go to `into` instead of docs/."""
    environment = os.environ | SAME_EVERYWHERE | ({"FIGURES": str(into)} if into else {})
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, str(script)], env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode, time.perf_counter() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--of", type=Path, default=SCRIPTS, help="the folder of the scripts")
    parser.add_argument("--into", type=Path, help="write the figures there, and leave those of the notes alone")
    parser.add_argument("names", nargs="*", help="scripts, without .py; all where none is named")
    given = parser.parse_args()
    chosen = [path for path in scripts(given.of) if not given.names or path.stem in given.names]
    begin = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda script: run(script, given.into), chosen))
    for script, (status, seconds) in zip(chosen, results, strict=True):
        print(f"{seconds:6.1f} s  {script.stem}{'' if status == 0 else '  FAILED'}")
    print(f"{time.perf_counter() - begin:6.1f} s  {len(chosen)} scripts")
    return int(any(status for status, _ in results))


if __name__ == "__main__":
    sys.exit(main())

"""Every figure of the notes again: `python scripts/make_figures.py [--of FOLDER] [--into FOLDER] [NAME ...]`.

A script of `scripts/figures/` (or `scripts/homework/`) draws one or a few figures; two scripts run at a time, each in a
process of its own, forked from one that has imported the libraries: importing them took a third of the time. The same
script gives the same bytes, also on another processor: linear algebra, NumPy's own loops and compiled ones are held to
what every x86-64 machine with AVX2 has, on one thread, so that sums are taken in the same order.
"""

import argparse
import contextlib
import multiprocessing
import os
import runpy
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path

SCRIPTS = Path(__file__).parent / "figures"
SAME_EVERYWHERE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2",
}
# Not JAX: it starts threads, and these do not live on in a fork.
LIBRARIES = ("scipy.special", "scipy.stats", "scipy.optimize", "scipy.sparse", "matplotlib.pyplot")


def scripts(folder: Path = SCRIPTS) -> list[Path]:
    """The scripts that draw, in order of name; the modules that they share have no `main`."""
    return sorted(path for path in folder.glob("*.py") if "def main()" in path.read_text(encoding="utf-8"))


def run(script: Path) -> None:
    """Run one script, silently; an error ends this process, with its traceback."""
    sys.path.insert(0, str(script.parent))
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        runpy.run_path(str(script), run_name="__main__")


def run_all(chosen: Iterable[Path]) -> bool:
    """Run the scripts two at a time and print what each took; says whether all came to their end."""
    for library in LIBRARIES:
        import_module(library)
    fork = multiprocessing.get_context("fork")
    waiting, running, every = list(reversed(list(chosen))), {}, []
    while waiting or running:
        while waiting and len(running) < 2:
            script = waiting.pop()
            process = fork.Process(target=run, args=(script,))
            process.start()
            running[process.sentinel] = process, script, time.perf_counter()
        for ended in wait(running):
            process, script, begin = running.pop(ended)
            process.join()
            every.append(process.exitcode == 0)
            print(f"{time.perf_counter() - begin:6.1f} s  {script.stem}{'' if every[-1] else '  FAILED'}", flush=True)
    return all(every)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--of", type=Path, default=SCRIPTS, help="the folder of the scripts")
    parser.add_argument("--into", type=Path, help="write the figures there, and leave those of the notes alone")
    parser.add_argument("names", nargs="*", help="scripts, without .py; all where none is named")
    given = parser.parse_args()
    wanted = SAME_EVERYWHERE | ({"FIGURES": str(given.into)} if given.into else {})
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        # NumPy and OpenBLAS look at these when they are loaded: begin again with them.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | wanted)
    chosen = [path for path in scripts(given.of.resolve()) if not given.names or path.stem in given.names]
    begin = time.perf_counter()
    done = run_all(chosen)
    print(f"{time.perf_counter() - begin:6.1f} s  {len(chosen)} scripts")
    return int(not done)


if __name__ == "__main__":
    sys.exit(main())

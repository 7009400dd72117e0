"""Fetches a policy with every file that belongs to it: what it includes, and what it extends."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import basename, dirname, relpath

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Fetch, Location, SourceFile
from gonogo.read.complaint import as_written, wrong
from gonogo.read.merge import joined, laid_over, refuse_removals
from gonogo.read.shaped import many
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.table_rows import with_rows
from gonogo.read.tree import Mapping, Node, Scalar

DEEPEST = 8
OF_FILES = ("extends", "include")


@dataclass(slots=True)
class PolicyFiles:
    """The files in the order in which they are read: the main one, what it includes, then the bases in the same way."""

    fetch: Fetch
    diagnostics: Diagnostics
    files: list[SourceFile] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)  # the ids of the policies that are extended, the nearest first
    last: tuple[Mapping, Mapping] | None = None  # the base that was extended last, and what became of it

    def whole(self, path: str) -> Mapping | None:
        """The policy as one tree; None where a file is missing or cannot be read."""
        file = self.fetch(path, None)
        if file is not None:
            tree = self._whole(file, ())
            return None if tree is None else with_rows(tree, self._rows, self.diagnostics)
        at = Location(SourceFile(path, ""), 1, 1)
        says = "there is no such policy"
        complaint = Diagnostic(code=Code.NO_SUCH_FILE, at=at, says=says, expected="a policy", found=f"`{path}`")
        self.diagnostics.add(complaint)
        return None

    def _whole(self, file: SourceFile, extending: tuple[str, ...]) -> Mapping | None:
        own = self._tree(file)
        if own is None:
            return None
        parts = [own, *self._included(own, file)]
        mine = joined([_bare(part) for part in parts], self.diagnostics)
        if "extends" not in own:
            refuse_removals(mine, self.diagnostics)
            return mine
        base = self._base(own["extends"], file, (*extending, file.path))
        if base is not None:
            self.bases.insert(0, str(base.get("policy", "")))
        whole = None if base is None else laid_over(base, mine, self.diagnostics)
        self.last = None if base is None or whole is None else (base, whole)
        return whole

    def _rows(self, written: Scalar) -> SourceFile | None:
        file = self._named(written, written.at.file, "rows")
        if file is not None:
            self.files.append(file)
        return file

    def _tree(self, file: SourceFile) -> Mapping | None:
        self.files.append(file)
        node = read_yaml(file, self.diagnostics)
        if node is None or isinstance(node, Mapping):
            return node
        says = "a policy is a mapping, with keys such as `policy`, `title` and `criteria`"
        self.diagnostics.add(wrong(Code.WRONG_SHAPE, node, says, "a mapping"))
        return None

    def _included(self, own: Mapping, file: SourceFile) -> list[Mapping]:
        found = []
        for one in many(own.get("include")):
            sibling = self._named(one, file, "include")
            if sibling is None:
                continue
            if any(known.path == sibling.path for known in self.files):
                says = f"{as_written(one)} is part of this policy already"
                self.diagnostics.add(wrong(Code.FILES_IN_A_CIRCLE, one, says, "each file once"))
                continue
            tree = self._tree(sibling)
            if tree is not None:
                found.append(tree)
                self._refuse_more_files(tree)
        return found

    def _refuse_more_files(self, tree: Mapping) -> None:
        for key in (key for key in tree if key in OF_FILES):
            says = f"an included file cannot have `{key}`"
            self.diagnostics.add(wrong(Code.FILES_IN_A_CIRCLE, key, says, f"`{key}` in the policy itself"))

    def _base(self, node: Node, file: SourceFile, extending: tuple[str, ...]) -> Mapping | None:
        base = self._named(node, file, "extends")
        if base is None:
            return None
        if base.path in extending:
            circle = " → ".join([*extending[extending.index(base.path) :], base.path])
            says = f"the policies extend each other in a circle: {circle}"
            self.diagnostics.add(wrong(Code.FILES_IN_A_CIRCLE, node, says, "a policy that does not lead back here"))
            return None
        if len(extending) > DEEPEST:
            says = f"more than {DEEPEST} policies extend one another"
            self.diagnostics.add(wrong(Code.FILES_IN_A_CIRCLE, node, says, f"at most {DEEPEST}, one upon the other"))
            return None
        return self._whole(base, extending)

    def _named(self, node: Node, file: SourceFile, key: str) -> SourceFile | None:
        """The file that is named, or the policy in the folder that is named."""
        if isinstance(node, Scalar):
            for path in (str(node), f"{node.rstrip('/')}/policy.yaml"):
                found = self.fetch(path, file.path)
                if found is not None:
                    return found
        says = f"`{key}` names no file that is there: {as_written(node)}"
        expected = f"a path, from the folder of `{basename(file.path)}`"
        self.diagnostics.add(wrong(Code.NO_SUCH_FILE, node, says, expected))
        return None

    def names(self) -> list[str]:
        """What the files are called from the folder of the main one, wherever that stands."""
        start = dirname(self.files[0].path) or "."
        return [relpath(file.path, start) for file in self.files]


def _bare(node: Mapping) -> Mapping:
    """The tree without what only says which files belong together."""
    bare = Mapping(node.at)
    bare.update({key: inner for key, inner in node.items() if key not in OF_FILES})
    return bare

"""What was counted, in a form that can be added up part by part."""

import msgspec

EXAMPLES = 5
"""How many values that fail are kept, for each field and check: the first ones in the order of reading."""
MOST_UNKNOWN = 1000
"""How many codes that a codelist lacks are kept for each field; those beyond are counted together."""
MOST_ADDITIONAL = 5000
"""How many fields that the standard lacks are kept; those beyond are counted together."""


class CodeCount(msgspec.Struct):
    """How often a code stands somewhere, and in how many releases. `known` tells whether its codelist has it."""

    known: bool
    count: int = 0
    releases: int = 0


class CodesCount(msgspec.Struct):
    """The codes of one field, or of a codelist wherever it is used; `unlisted` counts those beyond `MOST_UNKNOWN`."""

    codelist: str
    codes: dict[str, CodeCount] = {}
    unlisted: int = 0

    def add(self, other: "CodesCount") -> None:
        """Add what was counted after this."""
        unknown = sum(not one.known for one in self.codes.values())
        self.unlisted += other.unlisted
        for code, more in other.codes.items():
            mine = self.codes.get(code)
            if mine is None and not more.known and unknown >= MOST_UNKNOWN:
                self.unlisted += more.count
                continue
            if mine is None:
                unknown += not more.known
                mine = self.codes[code] = CodeCount(more.known)
            mine.count += more.count
            mine.releases += more.releases


class Example(msgspec.Struct, frozen=True):
    """A value that failed a check: where it stands, what it is (as JSON, cut), and why it failed."""

    ocid: str
    pointer: str
    value: str
    reason: str


class CheckCount(msgspec.Struct):
    """How often a check of a field passed and failed."""

    passed: int = 0
    failed: int = 0
    examples: list[Example] = []

    def add(self, other: "CheckCount") -> None:
        """Add what was counted after this."""
        self.passed += other.passed
        self.failed += other.failed
        self.examples = [*self.examples, *other.examples][:EXAMPLES]


class FieldCount(msgspec.Struct):
    """One field.

    `origin` is the version of the standard or the extension that has it, empty if none of them does. `objects` counts
    the objects that stand there, `exists` how often its key is there, `filled` how often it then holds something, and
    `releases` in how many releases it does.
    """

    origin: str
    deprecated: bool = False
    objects: int = 0
    exists: int = 0
    filled: int = 0
    releases: int = 0
    codes: CodesCount | None = None
    checks: dict[str, CheckCount] = {}

    def add(self, other: "FieldCount") -> None:
        """Add what was counted after this."""
        self.objects += other.objects
        self.exists += other.exists
        self.filled += other.filled
        self.releases += other.releases
        if self.codes and other.codes:
            self.codes.add(other.codes)
        for name, more in other.checks.items():
            self.checks[name].add(more)


class Counts(msgspec.Struct):
    """Everything counted in some releases: each field by its path, and each codelist of interest by its name.

    `unlisted` counts the places of fields beyond `MOST_ADDITIONAL`.
    """

    releases: int = 0
    fields: dict[str, FieldCount] = {}
    codelists: dict[str, CodesCount] = {}
    unlisted: int = 0

    def possible(self, path: str) -> int:
        """How often a field could stand: once in each object that would hold it."""
        parent = path.rpartition("/")[0]
        return self.fields[parent].objects if parent else self.releases

    def add(self, other: "Counts") -> None:
        """Add what was counted after this. The outcome depends on the order, not on how the work was spread."""
        self.releases += other.releases
        self.unlisted += other.unlisted
        for name, codes in other.codelists.items():
            self.codelists.setdefault(name, CodesCount(codes.codelist)).add(codes)
        room = MOST_ADDITIONAL - sum(not one.origin for one in self.fields.values())
        for path, more in other.fields.items():
            if path in self.fields:
                self.fields[path].add(more)
            elif more.origin or room > 0:
                self.fields[path] = more
                room -= not more.origin
            else:
                self.unlisted += more.exists

"""What tells documents apart: numbers made of their ids and of their content, for many documents at once."""

from hashlib import blake2b
from zlib import crc32

import msgspec

from ocds.reading.kinds import RECORD


class Identities(msgspec.Struct, gc=False):
    """Documents of one file and one publisher, in order; each list tells something of each.

    `keys` are made of what identifies a document, `contents` of all its bytes. `lines` and `paths` tell where it
    stands, and `said` is what an issue tells of it: ocid, id and the name of its buyer, as members of a JSON array.
    """

    file: str
    publisher: str | None
    keys: list[int] = []
    contents: list[int] = []
    lines: list[int | None] = []
    paths: list[str] = []
    said: list[bytes] = []

    def enter(self, kind: str, ocid: bytes, own: bytes, buyer: bytes, raw: bytes, line: int | None, path: str) -> None:
        """Enter a document: what it says of itself (as JSON), its bytes, and where it stands.

        Releases are told apart by ocid and id, records by ocid, projects by id.
        """
        ids = kind.encode() + ocid if kind == RECORD else kind.encode() + ocid + own
        self.keys.append(int.from_bytes(blake2b(ids, digest_size=8).digest(), "big", signed=True))
        self.contents.append(crc32(raw))
        self.lines.append(line)
        self.paths.append(path)
        self.said.append(b",".join((ocid, own, buyer)))

"""The fingerprint of what is signed: the hash of its one canonical text. For third parties: docs/fingerprint.md."""

from __future__ import annotations

import json
from hashlib import sha256

from domain.agreement.terms import Part, Terms


def canonical(part: Part) -> str:
    """The one text form of terms, or of a signature: sorted keys, no spaces, UTF-8."""
    return json.dumps(part.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hashed(text: str) -> str:
    """SHA-256 of a canonical text, 64 hexadecimal digits: the fingerprint. Of a version always of the text that was
    stored when it was made, as a later schema writes the same terms differently."""
    return sha256(text.encode()).hexdigest()


def fingerprint(terms: Terms) -> str:
    """The fingerprint that these terms get when they are made a version now."""
    return hashed(canonical(terms))

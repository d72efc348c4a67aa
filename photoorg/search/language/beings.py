"""People and pets as queries name them: by name or, where that is not one alone, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.search.language.completion import written

if TYPE_CHECKING:
    from photoorg.library.beings.records import Identity


def query_for(identity: Identity) -> str:
    """What finds the photos of somebody who has a name, and of nobody else."""
    if identity.is_shared:
        return f"{identity.kind}:#{identity.id}"
    return written(identity.kind, identity.name)

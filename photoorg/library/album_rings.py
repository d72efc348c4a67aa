"""What contains what: smart albums search in albums and folders, which hold both; nothing contains itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from photoorg.errors import QueryError
from photoorg.library.schema import AlbumFolderRow, AlbumRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection


def contains_itself(connection: Connection, name: str, searched: Callable[[str], frozenset[str]]) -> bool:
    """Whether the album or folder of that name would contain itself, as all is now.

    Args:
        name: folded.
        searched: the names, folded, of what a query searches in; may raise QueryError.
    """
    within: dict[str, set[str]] = defaultdict(set)
    albums = select(AlbumRow.folded_name, AlbumRow.query, AlbumFolderRow.folded_name).outerjoin(
        AlbumFolderRow, AlbumFolderRow.id == AlbumRow.folder_id
    )
    for album, query, folder in connection.execute(albums):
        if query:
            # What cannot be read any more finds nothing, and is no reason against anything else.
            try:
                within[album] |= searched(query)
            except QueryError:
                continue
        if folder:
            within[folder].add(album)
    parent = aliased(AlbumFolderRow)
    folders = select(AlbumFolderRow.folded_name, parent.folded_name).join(
        parent, parent.id == AlbumFolderRow.parent_id
    )
    for inner, outer in connection.execute(folders):
        within[outer].add(inner)
    seen: set[str] = set()
    ahead = set(within[name])
    while ahead:
        if name in ahead:
            return True
        seen |= ahead
        ahead = {inner for outer in ahead for inner in within[outer]} - seen
    return False

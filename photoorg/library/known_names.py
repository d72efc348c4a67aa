"""The names by which photos can be asked for: tags, albums, people, places, cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from photoorg.library.catalogue import Catalogue

# Most frequent first; the number of photos that carry a name decides.
_BEINGS = """
    SELECT name FROM (
        SELECT being.name AS name FROM being LEFT JOIN region ON region.being_id = being.id
        WHERE being.kind = '{kind}'
        UNION ALL
        SELECT json_extract(face.value, '$.name') FROM photo, json_each(photo.file_faces) AS face
        WHERE photo.file_faces != '[]' AND json_extract(face.value, '$.kind') = '{in_files}'
        AND photo.id NOT IN (SELECT photo_id FROM verdict WHERE source = 'file')
    ) WHERE name != '' GROUP BY name ORDER BY count(*) DESC, name LIMIT :most"""
_QUERIES = {
    "tag": """
        SELECT name FROM (
            SELECT tag.name AS name FROM photo_tag JOIN tag ON tag.id = photo_tag.tag_id
            UNION ALL
            SELECT keyword.value FROM photo, json_each(photo.file_keywords) AS keyword
            WHERE photo.file_keywords != '[]' AND (
                NOT EXISTS (SELECT 1 FROM denied WHERE photo_id = photo.id) OR NOT EXISTS (
                    SELECT 1 FROM denied
                    WHERE photo_id = photo.id AND fact = 'keyword' AND value = folded(keyword.value)
                )
            )
        ) GROUP BY name ORDER BY count(*) DESC, name LIMIT :most""",
    "label": "SELECT name FROM label ORDER BY id LIMIT :most",
    "in": """
        SELECT name FROM (
            SELECT name, folded_name FROM album UNION ALL SELECT name, folded_name FROM album_folder
        ) ORDER BY folded_name LIMIT :most""",
    "person": _BEINGS.format(kind="person", in_files="face"),
    "pet": _BEINGS.format(kind="pet", in_files="pet"),
    "place": """
        SELECT name FROM (
            SELECT city AS name FROM photo UNION ALL SELECT country FROM photo
        ) WHERE name IS NOT NULL GROUP BY name ORDER BY count(*) DESC, name LIMIT :most""",
    "near": """
        SELECT city FROM photo WHERE city IS NOT NULL AND latitude IS NOT NULL
        GROUP BY city ORDER BY count(*) DESC, city LIMIT :most""",
    "camera": """
        SELECT camera_model FROM photo WHERE camera_model IS NOT NULL
        GROUP BY camera_model ORDER BY count(*) DESC, camera_model LIMIT :most""",
    "lens": """
        SELECT lens FROM photo WHERE lens IS NOT NULL GROUP BY lens ORDER BY count(*) DESC, lens
        LIMIT :most""",
}
MOST_NAMES = 2000


def names_of(catalogue: Catalogue, field: str) -> list[str]:
    """The values of one field, most frequent first."""
    with catalogue.reading() as connection:
        return list(connection.execute(text(_QUERIES[field]), {"most": MOST_NAMES}).scalars())


def known_names(catalogue: Catalogue) -> dict[str, list[str]]:
    """For each field of a query whose values are names: those in the catalogue, most frequent first."""
    with catalogue.reading() as connection:
        return {
            field: list(connection.execute(text(query), {"most": MOST_NAMES}).scalars())
            for field, query in _QUERIES.items()
        }

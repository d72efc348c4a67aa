"""From all that is known about a photo at one place to the facts that the catalogue keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.imaging.capture_time import CaptureTime, best_time, time_in_name
from photoorg.imaging.sidecar_metadata import with_sidecars
from photoorg.ingest.place_names import PlaceName, place_name
from photoorg.library.files import modified_at
from photoorg.library.records import PlaceFacts
from photoorg.library.sidecars import sidecars_of

if TYPE_CHECKING:
    from photoorg.imaging.metadata import PhotoMetadata
    from photoorg.imaging.stored_picture import StoredPicture
    from photoorg.library.files import KnownFile


def place_facts(
    embedded: PhotoMetadata, file: KnownFile, stored: StoredPicture, own_sidecars: str = ""
) -> PlaceFacts:
    """What the photo at ``file``, its name and its sidecars say.

    Args:
        stored: the picture in it.
        own_sidecars: what this library wrote into sidecars itself, by its ``sidecar_id``, is left out.
    """
    # The stamp says whether there is any sidecar: asking for each takes time on a drive far away.
    sidecars = sidecars_of(file.path) if file.sidecar_stamp else ()
    known = with_sidecars(embedded, sidecars, stored, own_sidecars)
    modified = CaptureTime(modified_at(file.modified_ns), "file_modified")
    taken = best_time([known.capture_time, time_in_name(file.path.name)]) or modified
    place = None
    if known.place_is_said and (known.city or known.country):
        place = PlaceName(known.city or "", known.region or "", known.country or "")
    elif known.latitude is not None and known.longitude is not None:
        place = place_name(known.latitude, known.longitude)
    return PlaceFacts(
        taken_at=taken.moment,
        taken_at_source=taken.source,
        utc_offset_minutes=taken.utc_offset_minutes,
        camera_make=known.camera_make,
        camera_model=known.camera_model,
        lens=known.lens,
        exposure_s=known.exposure_s,
        f_number=known.f_number,
        iso=known.iso,
        focal_length_mm=known.focal_length_mm,
        latitude=known.latitude,
        longitude=known.longitude,
        altitude_m=known.altitude_m,
        city=(place.city or None) if place else None,
        region=(place.region or None) if place else None,
        country=(place.country or None) if place else None,
        has_video=known.has_video,
        file_rating=known.rating,
        file_title=known.title,
        file_description=known.description,
        file_keywords=known.keywords,
        file_faces=known.faces,
    )

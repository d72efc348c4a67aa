"""Which files are photos: suffixes the scan looks at, and the decoders that may open them."""

from __future__ import annotations

import pi_heif

from photoorg.imaging.raw import IS_AVAILABLE
from photoorg.library.shot_names import RAW_SUFFIXES

# Decoders that may see a file's bytes. Pillow knows many more; each is attack surface (EPS even runs
# Ghostscript), so anything that cameras, phones, scanners and browsers do not write stays out. "JPEG"
# includes MPO, several views in one file.
DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF", "HEIF")

# Lower-case suffixes of files worth opening. The content decides what the file is.
PHOTO_SUFFIXES = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
        *(".png", ".apng", ".webp", ".gif", ".bmp", ".dib"),
        *(".tif", ".tiff"),
        *(".heic", ".heif", ".hif", ".avif"),
        *(RAW_SUFFIXES if IS_AVAILABLE else ()),
    }
)

# Depth and auxiliary images and embedded thumbnails are of no use here.
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

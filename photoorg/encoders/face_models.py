"""The files of a face analyzer that is downloaded: YuNet (MIT) and SFace (Apache-2.0), from OpenCV's zoo.

They are the files ``models/face_detection_yunet`` and ``models/face_recognition_sface`` of
https://github.com/opencv/opencv_zoo: sizes and hashes are those that its Git LFS names. They are fetched from
where OpenCV publishes the same files on the hub.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.encoders.downloading import ModelDownload
from photoorg.encoders.hub_cache import blob_place, snapshot_place
from photoorg.encoders.imported_models import hash_of
from photoorg.encoders.transfer import RemoteFile, part_of
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

FACE_MODELS = "yunet-sface"
DETECTOR = RemoteFile(
    "opencv/face_detection_yunet",
    "3cc26e7f1014a5ee5d74a42acee58bafc9d0a310",
    "face_detection_yunet_2023mar.onnx",
    232_589,
    "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
)
DESCRIBER = RemoteFile(
    "opencv/face_recognition_sface",
    "3d7082438a6e4551e840c9b2bb60b71e8da4b524",
    "face_recognition_sface_2021dec.onnx",
    38_696_353,
    "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
)


def face_models_download() -> ModelDownload:
    """What has to be fetched. Uses no network, since what the files are is known."""
    return ModelDownload(FACE_MODELS, (DETECTOR, DESCRIBER))


def face_model_files() -> tuple[Path, Path]:
    """Detector and describer on this machine, compared with their hashes.

    Raises ModelUnavailable if one is not here, or is not what it should be; downloading mends both.
    """
    detector, describer = (_file(file) for file in (DETECTOR, DESCRIBER))
    return detector, describer


def require_face_models() -> None:
    """Raises UserInputError if nothing of them is on this machine."""
    if not _places():
        raise UserInputError(Sentence("Nothing of {name} is on this machine.", name=FACE_MODELS))


def remove_face_models() -> int:
    """Deletes them from this machine; returns the bytes freed."""
    freed = 0
    for path in _places():
        freed += 0 if path.is_symlink() else path.stat().st_size
        path.unlink()
    return freed


def _places() -> list[Path]:
    """Files of theirs, half of one too, and links to them."""
    places = []
    for file in (DETECTOR, DESCRIBER):
        pointer = snapshot_place(file.repository, file.commit, file.name)
        blob = blob_place(file.repository, file.content_hash)
        places += [path for path in (pointer, blob, part_of(file)) if path.is_symlink() or path.exists()]
    return places


def _file(file: RemoteFile) -> Path:
    path = snapshot_place(file.repository, file.commit, file.name)
    try:
        if hash_of(path) == file.content_hash:
            return path
    except OSError:
        pass
    raise ModelUnavailable(
        Sentence("{name} is not on this machine.", name=FACE_MODELS),
        Sentence("Get it with: photoorg models download {name}", name=FACE_MODELS),
    )

"""kill -9 at any moment of a change of model: the old one answers until the new one is complete."""

from __future__ import annotations

import random
import subprocess
import time
from typing import TYPE_CHECKING

from photoorg.changes import ModelChoice
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.e2e.processes import ROOT, indexing
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

PHOTOS = 200
KILLS = 8
SEED = 20240611


def test_killed_at_random_moments_a_change_goes_on_and_every_photo_is_found(tmp_path: Path) -> None:
    moments = random.Random(SEED)
    folder, directory = tmp_path / "photos", tmp_path / "library"
    for number in range(PHOTOS):
        make_jpeg(folder / f"{number}.jpg", (number % 16 * 16, number // 16 * 16, 90), (96, 64))
    make_jpeg(folder / "red.jpg", "red")
    directory.mkdir()
    save_settings(directory, Settings(model="old"))
    encoders: dict[str, TinyEncoder] = {}

    def find(name: str) -> TinyEncoder:
        return encoders.setdefault(name, TinyEncoder(f"{name}@1"))

    with PhotoLibrary.open(directory, encoders=find) as library:
        library.add_folder(folder)
        library.sync()
        library.choose_model("new")

    prepared = []
    longest_s = 0.3
    for _ in range(KILLS):
        process = subprocess.Popen(
            indexing(directory, "--named", "--delay-ms", "60"), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout:
            assert process.stdout.readline() == "open\n"
            time.sleep(moments.uniform(0.05, longest_s))
            process.kill()
            process.stdout.read()
        process.wait()
        with PhotoLibrary.open(directory, encoders=find, read_only=True) as library:
            assert library.catalogue_faults() == []
            status = library.status()
            prepared.append(PHOTOS + 1 if status.next_model is None else status.next_embedded)
            if prepared == [0] or prepared[-2:-1] == prepared[-1:]:
                # Where all takes longer to start, so does the next batch.
                longest_s = min(1.5 * longest_s, 5.0)
            model = "old@1" if status.next_model else "new@1"
            found = library.search("red")
            assert found.model == model
            assert "red.jpg" in {hit.path.name for hit in found.hits}
            assert (status.embedded, status.pending) == (PHOTOS + 1, 0)
        if status.next_model is None:
            break
    assert prepared == sorted(prepared)
    assert len(set(prepared)) > 2, "the kills came at different stages"

    with PhotoLibrary.open(directory, encoders=find) as library:
        library.sync()
        assert library.model_choice == ModelChoice("new", None)
        # Nothing that was committed was described again.
        assert find("new").images_encoded == PHOTOS + 1 - prepared[-1]
        assert library.indexed_count() == PHOTOS + 1
        assert library.saved_index_fault() == ""

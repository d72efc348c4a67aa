"""Damaged files through the real engine; ``python -m benchmarks fuzz`` does this with thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.fuzz_drill import SHARED_PHOTOS, FuzzDrill, report

if TYPE_CHECKING:
    from pathlib import Path

FILES, SEED = 60, 11


def test_damaged_files_are_photos_or_refused_with_a_reason(tmp_path: Path) -> None:
    drill = FuzzDrill(tmp_path)
    drill.write_damaged(FILES, SEED)
    drill.run()
    assert drill.failures == [], "\n".join(report(drill))
    assert drill.files == FILES
    assert drill.reasons


def test_hostile_files_are_photos_or_refused_with_a_reason(tmp_path: Path) -> None:
    """Decompression bombs and files that decoders have tripped over, where they lie beside the project."""
    hostile = [path for path in sorted((SHARED_PHOTOS / "corrupt").rglob("*")) if path.is_file()]
    drill = FuzzDrill(tmp_path)
    drill.write_damaged(3, SEED)
    drill.add(iter(hostile))
    drill.run()
    assert drill.failures == [], "\n".join(report(drill))
    assert drill.files == len(hostile) + 3

"""What lanes do with pictures never waits for the GUI thread, which may be waiting for Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 100
# Qt holds a lock while it asks Python whether somebody wants to know that a signal was disconnected.
PROGRAM = f"""
import faulthandler, os, sys
faulthandler.dump_traceback_later(60, exit=True)
from io import BytesIO
from PIL import Image
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from photoorg.gui.photo_grid.thumbnail_loader import ThumbnailShape, render_thumbnail
from photoorg.gui.photo_mime import png_bytes
from photoorg.jobs import Lane

application = QGuiApplication([])
encoded = BytesIO()
Image.new("RGB", (32, 32), "red").save(encoded, "JPEG")
picture = QImage(32, 32, QImage.Format.Format_RGB32)

class Library:
    def thumbnail(self, photo_id):
        return encoded.getvalue()

class Sender(QObject):
    sent = Signal()

class Receiver:
    def receive(self):
        pass

def work():
    while not ended:
        if sys.argv[1] == "thumbnails":
            render_thumbnail(1, ThumbnailShape(16, 16), Library())
        else:
            png_bytes(picture)

ended = False
lane = Lane("pictures", 2)
jobs = [lane.submit(work) for _ in range(2)]
for _ in range({ROUNDS}):
    senders = [Sender() for _ in range(150)]
    receivers = [Receiver() for _ in range(150)]
    for sender, receiver in zip(senders, receivers):
        sender.sent.connect(receiver.receive)
    del receiver, receivers
ended = True
for job in jobs:
    job.result()
lane.close()
print("went on")
os._exit(0)
"""


@pytest.mark.parametrize("what", ["thumbnails", "pasted images"])
def test_signals_are_disconnected_while_lanes_handle_pictures(what: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, what],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.stdout == "went on\n", ran.stderr

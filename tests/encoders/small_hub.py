"""A hub of models on 127.0.0.1 that speaks as much of the Hugging Face protocol as a download needs."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class SmallHub:
    """What is published, and how the hub misbehaves.

    Attributes:
        files: "org/name" to file name to content.
        wrong_hash: states another SHA-256 than the content has.
        break_after: closes the next transfer of weights after so many bytes.
        breaks: how often it does so.
        refuse: answers the next so many requests with error 503.
        stall: sends 64 KiB of weights and then nothing more until ``released``.
        login_page: answers everything with a page in HTML, as open networks do.
        ranges: the Range headers it was asked for, to see a transfer resumed.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    wrong_hash: bool = False
    break_after: int | None = None
    breaks: int = 1
    refuse: int = 0
    stall: bool = False
    login_page: bool = False
    released: threading.Event = field(default_factory=threading.Event)
    ranges: list[str] = field(default_factory=list)
    endpoint: str = ""

    def sha256(self, content: bytes) -> str:
        return hashlib.sha256(content + b"!" * self.wrong_hash).hexdigest()

    def description(self, repository: str) -> dict[str, object]:
        siblings = [
            {
                "rfilename": name,
                "size": len(content),
                "blobId": blob_id(content),
                **self._large_file(name, content),
            }
            for name, content in self.files[repository].items()
        ]
        return {"_id": "1", "id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings}

    def _large_file(self, name: str, content: bytes) -> dict[str, object]:
        if not name.endswith(".safetensors"):
            return {}
        return {"lfs": {"sha256": self.sha256(content), "size": len(content), "pointerSize": 130}}


def blob_id(content: bytes) -> str:
    """Git's name of a small file."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@contextlib.contextmanager
def serve(hub: SmallHub) -> Iterator[SmallHub]:
    """Serves ``hub`` on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_message: object) -> None:
            """Keeps the test output quiet."""

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            # As a proxy it is asked for whole addresses.
            path = re.sub("^http://[^/]+", "", self.path.partition("?")[0])
            if hub.login_page:
                self._send(b"<html>Welcome to our hotel</html>", body=body)
                return
            if hub.refuse:
                hub.refuse -= 1
                self.send_error(503)
                return
            if (match := re.fullmatch(r"/api/models/([^/]+/[^/]+)(/revision/[^/]+)?", path)) and (
                match[1] in hub.files
            ):
                self._send(json.dumps(hub.description(match[1])).encode(), body=body)
            elif (match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/[^/]+/(.+)", path)) and (
                match[2] in hub.files.get(match[1], {})
            ):
                self._send_file(match[2], hub.files[match[1]][match[2]], body=body)
            else:
                self.send_response(404)
                code = "EntryNotFound" if match and match[1] in hub.files else "RepoNotFound"
                self.send_header("X-Error-Code", code)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _send(self, content: bytes, *, body: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body:
                self.wfile.write(content)

        def _send_file(self, name: str, content: bytes, *, body: bool) -> None:
            start = 0
            if requested := self.headers.get("Range"):
                hub.ranges.append(requested)
                start = int(requested.removeprefix("bytes=").partition("-")[0])
            self.send_response(206 if start else 200)
            self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Accept-Ranges", "bytes")
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            if not body:
                return
            weights = name.endswith(".safetensors")
            if hub.break_after is not None and hub.breaks and weights:
                self.wfile.write(content[start : start + hub.break_after])
                hub.breaks -= 1
                self.close_connection = True
                return
            if hub.stall and weights:
                # What it says next time is nothing at all.
                self.wfile.write(content[start : max(start, 2**16)])
                self.wfile.flush()
                hub.released.wait(60)
                self.close_connection = True
                return
            self.wfile.write(content[start:])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        thread.join()
        server.server_close()

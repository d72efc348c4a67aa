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
        break_after: closes the first transfer of weights after so many bytes.
        ranges: the Range headers it was asked for, to see a transfer resumed.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    wrong_hash: bool = False
    break_after: int | None = None
    ranges: list[str] = field(default_factory=list)
    endpoint: str = ""

    def sha256(self, content: bytes) -> str:
        return hashlib.sha256(content + b"!" * self.wrong_hash).hexdigest()

    def description(self, repository: str) -> dict[str, object]:
        siblings = [
            {
                "rfilename": name,
                "size": len(content),
                "blobId": hashlib.sha1(content).hexdigest(),
                **self._large_file(name, content),
            }
            for name, content in self.files[repository].items()
        ]
        return {"_id": "1", "id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings}

    def _large_file(self, name: str, content: bytes) -> dict[str, object]:
        if not name.endswith(".safetensors"):
            return {}
        return {"lfs": {"sha256": self.sha256(content), "size": len(content), "pointerSize": 130}}


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
            path = self.path.partition("?")[0]
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
            if hub.break_after is not None and name.endswith(".safetensors"):
                self.wfile.write(content[start : start + hub.break_after])
                hub.break_after = None
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
        server.shutdown()
        thread.join()
        server.server_close()

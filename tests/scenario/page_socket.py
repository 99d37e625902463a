"""A page's socket, as far as the scenarios need it: say where the page is, and wait for the next entry that changes (RFC 6455)."""
import base64
import json
import os
import socket


class PageSocket:
    def __init__(self, port, cookie, snapshot):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.kept = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                             f"Cookie: {cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        head = self._until(b"\r\n\r\n")
        if b" 101 " not in head:
            raise RuntimeError(head.decode())
        self.send({"type": "hello", "epoch": snapshot["epoch"], "since": snapshot["seq"]})

    def _more(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise RuntimeError("the server closed the socket")
        self.kept += piece

    def _until(self, marker):
        while marker not in self.kept:
            self._more()
        head, self.kept = self.kept.split(marker, 1)
        return head

    def _exactly(self, size):
        while len(self.kept) < size:
            self._more()
        taken, self.kept = self.kept[:size], self.kept[size:]
        return taken

    def send(self, message):
        payload, mask = json.dumps(message).encode(), os.urandom(4)
        length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + len(payload).to_bytes(2, "big")
        self.socket.sendall(b"\x81" + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def read(self):
        while True:
            first, second = self._exactly(2)
            size = second & 127
            if size >= 126:
                size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
            payload = self._exactly(size)
            if first & 15 == 1:
                return json.loads(payload)

    def close(self):
        self.socket.close()

    def read_until(self, words):
        """All messages up to one that says these words, or that the page must ask anew."""
        said = []
        while not said or (words not in said[-1] and '"resync"' not in said[-1]):
            said.append(json.dumps(self.read(), separators=(",", ":")))
        return "\n".join(said)

    def wait_for_entry(self):
        while True:
            message = self.read()
            for item in message.get("items", ()):
                if item["kind"] == "entry":
                    return item.get("record") or item.get("patch")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

"""Radicale from Debian as a peer: its own server, its default storage with fsync, one member with a plain password (the
cheapest check it has; its default, md5, costs it more)."""
import base64
import http.client
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path

from nginx import free_port

CONFIG = """
[server]
hosts = 127.0.0.1:{port}
max_connections = 64
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""
MAKE = """<?xml version="1.0"?><C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<displayname>Load</displayname></prop></set></C:mkcalendar>"""


def installed():
    return find_spec("radicale") is not None


def basic(name, password):
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


class Radicale:
    """Serves one empty calendar at `path` until the end of the with-block."""

    path = "/load/calendar/"
    authorization = basic("load", "a password of some length")

    def __init__(self, folder):
        folder, self.port = Path(folder), free_port()
        folder.mkdir(parents=True)
        (folder / "users").write_text("load:a password of some length\n")
        config = folder / "config"
        config.write_text(CONFIG.format(folder=folder, port=self.port))
        self.process = subprocess.Popen(["/usr/bin/python3", "-m", "radicale", "--config", str(config)],
                                        stderr=subprocess.PIPE)

    def __enter__(self):
        for _ in range(100_000):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            if self.process.poll() is not None:
                raise RuntimeError("radicale: " + self.process.stderr.read().decode())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("MKCALENDAR", self.path, MAKE, {"Authorization": self.authorization})
        status = connection.getresponse().status
        connection.close()
        if status != 201:
            raise RuntimeError(f"radicale: MKCALENDAR {status}")
        return self

    @property
    def target(self):
        return self.port, self.process.pid, ""

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stderr.close()

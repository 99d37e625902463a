"""nginx from Debian as a peer: one worker, one file with its gzip beside it, on the loopback."""
import getpass
import gzip
import re
import shutil
import socket
import subprocess
from pathlib import Path

CONFIG = """
user {user};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    types {{ text/calendar ics; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        gzip_static on;
    }}
}}
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def installed():
    """The path of the binary, or None. `./dev bench` unpacks one into build/tools."""
    unpacked = Path(__file__).resolve().parents[2] / "build/tools/nginx/usr/sbin/nginx"
    return shutil.which("nginx") or (str(unpacked) if unpacked.exists() else None)


class Nginx:
    """Serves `body` as /feed.ics until the end of the with-block."""

    def __init__(self, folder, body):
        self.folder, self.port = Path(folder), free_port()
        (self.folder / "www").mkdir(parents=True)
        (self.folder / "www/feed.ics").write_bytes(body)
        (self.folder / "www/feed.ics.gz").write_bytes(gzip.compress(body, 6))
        config = self.folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=self.folder, port=self.port, user=getpass.getuser()))
        self.process = subprocess.Popen([installed(), "-c", str(config), "-p", str(self.folder)], stderr=subprocess.PIPE)

    def __enter__(self):
        for _ in range(2000):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if self.process.poll() is not None:
                raise RuntimeError("nginx: " + self.process.stderr.read().decode())
        raise RuntimeError("nginx does not listen")

    @property
    def target(self):
        return self.port, self.process.pid, ""

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stderr.close()


def has_gzip_static():
    done = subprocess.run([installed(), "-V"], capture_output=True, text=True)
    return bool(re.search("http_gzip_static_module", done.stderr))

"""Starts the real server on a port of its own choosing, stops it by its process, and speaks to it as a member would."""
import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("TANDEM_BINARY", ROOT / "build/release/tandem"))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ADMIN = {"name": "Ada Admin", "email": "ada@example.com", "password": "correct horse battery"}


def new_id():
    bits = int(time.time() * 1000) << 80 | secrets.randbits(80)
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(125, -1, -5))


def run(*arguments, text=None, check=True):
    """One call of the command line, done when it ends."""
    return subprocess.run([str(BINARY), *map(str, arguments)], input=text, text=True, capture_output=True, timeout=120,
                          check=check)


def add_admin(data):
    run("member", "add", "--data", data, "--email", ADMIN["email"], "--name", ADMIN["name"], "--team", "marketing",
        "--role", "admin", "--password-stdin", text=ADMIN["password"] + "\n")


class Log:
    """What a server logs, line by line; it stays when the server has gone."""

    def __init__(self):
        self.lines, self.changed = [], threading.Condition()
        read_end, self.write_end = os.pipe()
        self.reader = threading.Thread(target=self._read, args=(read_end,))
        self.reader.start()

    def fileno(self):
        return self.write_end

    def _read(self, read_end):
        with open(read_end, encoding="utf-8") as lines:
            for line in lines:
                with self.changed:
                    self.lines.append(line)
                    self.changed.notify_all()

    def wait_for(self, words):
        """Whether a line has these words, within a minute."""
        with self.changed:
            return self.changed.wait_for(lambda: any(words in line for line in self.lines), timeout=60)

    def close(self):
        """Once no server writes to it any more."""
        os.close(self.write_end)
        self.reader.join()


class Server:
    def __init__(self, data, *options, around=(), port=0, log=subprocess.DEVNULL):
        """around: a command that starts the server in its turn, such as `unshare`. port: its own choice unless it is named.
        log: where what it logs goes."""
        self.data = Path(data)
        self.process = subprocess.Popen(
            [*around, str(BINARY), "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}", *map(str, options)],
            stdout=subprocess.PIPE, stderr=log, text=True)
        self.said = []
        self.port = self._wait_for_port()

    def _wait_for_port(self):
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
            if found:
                return int(found[1])
        raise RuntimeError(f"the server ended with {self.process.wait()}: {self.said}")

    @property
    def pid(self):
        return self.process.pid

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """Its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.stop()


class Client:
    """One kept-alive connection of one signed-in member."""

    def __init__(self, port, cookie=""):
        self.port, self.cookie = port, cookie
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method, path, body=None, headers=()):
        """(status, headers, bytes)"""
        sent = {"Origin": f"http://127.0.0.1:{self.port}", **dict(headers)}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(body)
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        status, _, body = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status} {body[:300]!r}")
        return json.loads(body)

    def sign_in(self, email=ADMIN["email"], password=ADMIN["password"]):
        status, headers, body = self.ask("POST", "/api/sign-in", {"email": email, "password": password})
        if status != 200:
            raise RuntimeError(f"sign-in: {status} {body[:300]!r}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        return self

    def command(self, name, args, command_id=None, **more):
        """(status, answer)"""
        status, _, body = self.ask("POST", "/api/commands",
                                   {"command_id": command_id or new_id(), "name": name, "args": args, **more})
        return status, json.loads(body)

    def snapshot(self):
        return self.get("/api/snapshot?from=2026-01-01&to=2026-02-01")

    def close(self):
        self.connection.close()

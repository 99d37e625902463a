"""Members who write as fast as they can, and remember what they were told."""
import http.client
import threading

import tandem

LIMITS = tandem.ROOT / "tests/bench/limits.toml"


class Writers:
    """Threads that create entries without dates (ideas, which every snapshot holds), each with its own title. Another kind of
    writer names its `command` and its `args_of` a title.

    `acked`: title -> command id of what the server has acknowledged; `open`: of what it was asked and did not answer.
    """

    command = "entry.create"

    def __init__(self, port, cookie, calendar, prefix, threads=4):
        self.acked, self.open, self.refused = {}, {}, []
        self.port, self.cookie, self.calendar, self.prefix = port, cookie, calendar, prefix
        self._lock, self._enough, self._stop = threading.Condition(), 0, False
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(threads)]
        for thread in self._threads:
            thread.start()

    def args_of(self, title):
        return {"calendar_id": self.calendar, "kind": "push", "title": title, "status": "idea", "summary": "x" * 200}

    def _write(self, number):
        client, count = tandem.Client(self.port, self.cookie), 0
        try:
            while not self._stop:
                count += 1
                self._write_one(client, f"{self.prefix}-{number}-{count}")
        except (OSError, http.client.HTTPException, ValueError):
            pass  # the server was killed: what is open stays open
        finally:
            client.close()
            with self._lock:
                self._lock.notify_all()

    def _write_one(self, client, title):
        command_id = tandem.new_id()
        with self._lock:
            self.open[title] = command_id
        status, answer = client.command(self.command, self.args_of(title), command_id)
        with self._lock:
            if status == 200:
                self.acked[title] = self.open.pop(title)
            else:
                self.open.pop(title)
                self.refused.append((status, answer))
            self._lock.notify_all()

    def wait_for(self, count):
        """Until so many are acknowledged, or every writer has ended."""
        with self._lock:
            if not self._lock.wait_for(lambda: len(self.acked) >= count or not self._alive(), timeout=60):
                raise RuntimeError(f"{len(self.acked)} acknowledged after 60 s, not {count}: {self.refused[:3]}")

    def _alive(self):
        return any(thread.is_alive() for thread in self._threads) and not self.refused

    def stop(self):
        self._stop = True
        self.join()

    def join(self):
        for thread in self._threads:
            thread.join()


def titles(snapshot):
    return [entry["title"] for entry in snapshot["entries"]]


def sign_in_fresh(data):
    """A workspace with one admin and one calendar: (server, client, calendar id)."""
    tandem.add_admin(data)
    server = tandem.Server(data, "--config", LIMITS)
    client = tandem.Client(server.port).sign_in()
    status, answer = client.command("calendar.create", {"name": "Load", "color": "#7a3ff2"})
    if status != 200:
        raise RuntimeError(f"calendar.create: {status} {answer}")
    return server, client, answer["id"]

"""A mail server of the test's own: speaks SMTP on a port of its own choosing, keeps what it takes, and refuses as it is told."""
import email
import email.policy
import socketserver
import threading


class Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        try:
            self.say(self.server.words("greeting", "220 sink.example ESMTP"))
            self.sender, self.readers = "", []
            while self.answer(self.rfile.readline()):
                pass
        except (ConnectionError, BrokenPipeError):
            pass  # the other side was killed

    def answer(self, line):
        verb = line[:4].upper()
        if verb == b"EHLO":
            self.say("250-sink.example")
            self.say("250 8BITMIME")
        elif verb == b"MAIL":
            self.sender = line.split(b":", 1)[1].strip().decode()
            self.say(self.server.words("mail", "250 go on"))
        elif verb == b"RCPT":
            self.readers.append(line.split(b":", 1)[1].strip().decode())
            self.say(self.server.words("rcpt", "250 go on"))
        elif verb == b"DATA":
            self.say("354 end with a dot")
            return self.take()
        elif verb == b"QUIT":
            self.say("221 bye")
            return False
        elif line:
            self.say("250 fine")
        return bool(line)

    def take(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not line:
            return False
        word = self.server.words("data", "250 taken")
        if word is None:  # silence: the sender is left to wait
            self.server.is_waited_for.set()
            self.rfile.readline()
            return False
        if word.startswith("2"):
            self.server.keep(self.sender, self.readers, b"".join(lines))
        self.say(word)
        self.readers = []
        return True


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Talk)
        self.port = self.server_address[1]
        self.taken, self.changed = [], threading.Condition()
        self.orders = {}  # what it says next, by command; then it is friendly again
        self.is_waited_for = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def words(self, command, friendly):
        waiting = self.orders.get(command)
        word = waiting.pop(0) if waiting else friendly
        with self.changed:
            self.changed.notify_all()
        return word

    def keep(self, sender, readers, data):
        message = email.message_from_bytes(data, policy=email.policy.default)
        with self.changed:
            self.taken.append((sender, list(readers), message))
            self.changed.notify_all()

    def wait_for(self, count):
        """The mails that were taken, once there are so many; fewer after a minute."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.taken) >= count, timeout=60)
            return list(self.taken)

    def wait_until_used(self, command):
        """Until what was ordered for this command has been said."""
        with self.changed:
            return self.changed.wait_for(lambda: not self.orders.get(command), timeout=60)

    def close(self):
        self.shutdown()
        self.server_close()

"""A mail server of the test's own: speaks SMTP on a port of its own choosing, keeps what it takes, and refuses as it is told.
Over TLS it asks for a login, as the mail servers of companies do."""
import base64
import email
import email.policy
import socketserver
import threading


class Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        self.is_secure, self.user = False, ""
        self.sender, self.readers = "", []
        try:
            if self.server.tls == "tls":
                self.become_secure()
            self.say(self.server.words("greeting", "220 sink.example ESMTP"))
            while self.answer(self.read_line()):
                pass
        except OSError:
            pass  # the other side was killed, or does not trust us
        finally:
            self.connection.close()
            self.server.note_end()

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass  # likewise

    def become_secure(self):
        self.connection = self.request = self.server.context.wrap_socket(self.connection, server_side=True)
        self.setup()
        self.is_secure = True

    def read_line(self):
        line = self.rfile.readline()
        if not self.is_secure:
            self.server.heard_in_the_clear.append(line)
        return line

    def answer(self, line):
        verb = line[:4].upper()
        may_send = self.is_secure or not self.server.tls
        if verb == b"EHLO":
            self.say("250-sink.example")
            if self.server.tls == "starttls" and not self.is_secure:
                self.say("250-STARTTLS")
            if self.server.login:
                self.say("250-AUTH PLAIN LOGIN")
            self.say("250 8BITMIME")
        elif verb == b"STAR" and self.server.tls == "starttls":
            word = self.server.words("starttls", "220 go on")
            self.say(word)
            if word.startswith("2"):
                self.become_secure()
        elif verb == b"AUTH":
            return self.sign_in(line.split())
        elif verb == b"MAIL" and not (may_send and (self.user or not self.server.login)):
            self.say("530 5.7.0 not like this")
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

    def sign_in(self, words):
        """RFC 4954, PLAIN (RFC 4616)"""
        if len(words) < 3:
            self.say("334 ")
            words.append(self.read_line().strip())
        _, user, password = base64.b64decode(words[2]).decode().split("\0")
        is_right = (user, password) == self.server.login
        self.user = user if is_right else ""
        self.say(self.server.words("auth", "235 welcome" if is_right else "535 5.7.8 not this password: " + password))
        return True

    def take(self):
        lines = []
        while (line := self.read_line()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not line:
            return False
        word = self.server.words("data", "250 taken")
        if word is None:  # silence: the sender is left to wait
            self.server.is_waited_for.set()
            self.rfile.readline()
            return False
        if word.startswith("2"):
            self.server.keep(self.sender, self.readers, b"".join(lines), self.user)
        self.say(word)
        self.readers = []
        return True


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port=0, tls="", context=None, login=None):
        """tls: "starttls" or "tls", with a context of the ssl module. login: (user, password), without which it takes no mail."""
        self.tls, self.context, self.login = tls, context, login
        self.heard_in_the_clear, self.users, self.ended = [], [], 0
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

    def keep(self, sender, readers, data, user):
        message = email.message_from_bytes(data, policy=email.policy.default)
        with self.changed:
            self.taken.append((sender, list(readers), message))
            self.users.append(user)
            self.changed.notify_all()

    def wait_for(self, count):
        """The mails that were taken, once there are so many; fewer after a minute."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.taken) >= count, timeout=60)
            return list(self.taken)

    def note_end(self):
        with self.changed:
            self.ended += 1
            self.changed.notify_all()

    def wait_for_ends(self, count):
        """Until so many connections have come and gone."""
        with self.changed:
            return self.changed.wait_for(lambda: self.ended >= count, timeout=60)

    def wait_until_used(self, command):
        """Until what was ordered for this command has been said."""
        with self.changed:
            return self.changed.wait_for(lambda: not self.orders.get(command), timeout=60)

    def close(self):
        self.shutdown()
        self.server_close()

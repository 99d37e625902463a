"""Authorities and certificates, made by the command line of OpenSSL when a test needs them; nothing of them is kept in the tree."""
import ssl
import subprocess


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=60)


class Authority:
    """Vouches for servers: `file` is what its friends trust."""

    def __init__(self, folder, name):
        self.folder, self.name, self.made = folder, name, 0
        self.file, self.key = folder / f"{name}.pem", folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", 30,
                "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file)

    def context_for(self, host, days=30):
        """What a server of that name speaks TLS with; it has expired if `days` are fewer than none."""
        self.made += 1
        start = self.folder / f"{self.name}-{self.made}"
        key, asked, names, file = (start.with_suffix(end) for end in (".key", ".csr", ".ext", ".pem"))
        names.write_text(f"subjectAltName=DNS:{host}\n")
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={host}",
                "-keyout", key, "-out", asked)
        openssl("x509", "-req", "-in", asked, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", days,
                "-extfile", names, "-out", file)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file, key)
        return context

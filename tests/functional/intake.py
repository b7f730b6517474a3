"""Makes what tests/functional/intake.sh takes in: a folder, bags good and broken, mail."""

import hashlib
import os
import sys
from email import policy
from email.message import EmailMessage


def write(path, data):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))


def folder():
    for path, text in (
        ("a.txt", "one"),
        ("sub/b.pdf", "%PDF-1.4 two"),
        ("sub/deep/c.jpg", "three"),
        ("sub/same.txt", "one"),
        ("עדות.txt", "four"),
        ("\x1b[31mred\nsecond\u202eline.txt", "five"),
        ("bad\udcff.txt", "six"),
        (".hidden", "seven"),
        (".git/config", "eight"),
    ):
        write("folder/" + path, text)
    os.symlink("/etc/passwd", "folder/link")
    os.symlink("/etc", "folder/sub/away")
    os.mkfifo("folder/pipe")


def bag(name, files, kinds=("sha256", "md5"), version="1.0", manifest=None, tags=True, info=True, extra=()):
    write(f"{name}/bagit.txt", f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n")
    if info:
        size = sum(len(data) for data in files.values())
        write(f"{name}/bag-info.txt", f"Source-Organization: A clinic\nPayload-Oxum: {size}.{len(files)}\n")
    for path, data in files.items():
        write(f"{name}/data/{path}", data)
    for path, data in extra:
        write(f"{name}/{path}", data)
    for kind in kinds:
        lines = [f"{hashlib.new(kind, data).hexdigest()}  data/{path}\n" for path, data in files.items()]
        write(f"{name}/manifest-{kind}.txt", "".join(lines) if manifest is None else manifest)
    if tags:
        names = ["bagit.txt"] + ["bag-info.txt"] * info + [f"manifest-{kind}.txt" for kind in kinds]
        lines = []
        for tag in names:
            with open(f"{name}/{tag}", "rb") as f:
                lines.append(f"{hashlib.sha512(f.read()).hexdigest()} {tag}\n")
        write(f"{name}/tagmanifest-sha512.txt", "".join(lines))


def flip(path):
    with open(path, "r+b") as f:
        first = f.read(1)[0]
        f.seek(0)
        f.write(bytes([first ^ 1]))


def bags():
    files = {"x.txt": b"bag one", "sub/y.bin": b"bag two" * 1000, ".z": b"bag three"}
    bag("good", files, kinds=("md5", "sha1", "sha256", "sha512"))
    bag("old", {"w.txt": b"of an old tool"}, kinds=("md5",), version="0.97", tags=False, info=False)
    bag("percent", {"100%.txt": b"percent"}, kinds=("sha256",), tags=False,
        manifest=hashlib.sha256(b"percent").hexdigest() + "  data/100%25.txt\n")
    bag("flipped", files)
    flip("flipped/data/x.txt")
    bag("missing", files)
    os.unlink("missing/data/x.txt")
    bag("extra", files, extra=[("data/more.txt", b"more")])
    bag("tagged", files)
    write("tagged/bag-info.txt", "Source-Organization: Somebody else\n")
    sums = hashlib.sha256(b"secret").hexdigest()
    write("secret.txt", "secret")
    bag("dots", {}, kinds=("sha256",), manifest=f"{sums}  data/../../secret.txt\n", tags=False, info=False)
    bag("absolute", {}, kinds=("sha256",), manifest=f"{sums}  {os.path.abspath('secret.txt')}\n", tags=False, info=False)
    bag("linked", {}, kinds=("sha256",), manifest=f"{sums}  data/secret.txt\n", tags=False, info=False)
    os.makedirs("linked/data", exist_ok=True)
    os.symlink("../../secret.txt", "linked/data/secret.txt")
    bag("linkdir", {}, kinds=("sha256",), manifest=f"{sums}  data/secret.txt\n", tags=False, info=False)
    os.symlink("..", "linkdir/data")
    bag("fetch", files, extra=[("fetch.txt", b"https://example.org/far.bin 7 data/far.bin\n")])
    bag("nothing", {"x": b"x"}, kinds=(), tags=False, info=False)
    bag("future", {"x": b"x"}, version="2.0", tags=False)
    bag("garbled", {"x": b"x"}, kinds=("sha256",), manifest="not a checksum\n", tags=False)
    os.makedirs("stolen/data")
    os.symlink("/etc/passwd", "stolen/bagit.txt")


def message(sender, subject, body):
    m = EmailMessage()
    m["From"] = sender
    m["Subject"] = subject
    m["Date"] = "Fri, 17 Apr 2020 23:42:00 +0300"
    m.set_content(body)
    return m


def mail():
    inner = message("Lawyer <l@example.org>", "Inside: העדה", "inside\nFrom the start\n")
    inner.add_attachment(b"INNER PDF", maintype="application", subtype="pdf", filename="inner.pdf")
    m = message("Ana Pérez <ana@example.org>", "Pruebas: señales", "hola\n")
    m.add_alternative("<p>hola</p>", subtype="html")
    m.add_attachment(bytes(range(256)) * 999, maintype="application", subtype="pdf", filename="../../etc/informe ñ.pdf")
    m.add_attachment("texto con ñ\n", filename="C:\\temp\\nota.txt")
    m.add_attachment(inner)
    write("mail.eml", m.as_bytes(policy=policy.SMTP))
    write("inner.eml", inner.as_bytes(policy=policy.SMTP))
    write("report.bin", bytes(range(256)) * 999)
    write("odd.eml", b"From: =?koi8-r?B?6dfBzg==?= <i@example.org>\r\n"
          b"Subject: =?big5?B?pKSk5Q==?= =?utf-8?q?_=E2=80=AEevil?=\r\nDate: never\r\n"
          b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
          b"--b\r\nContent-Type: application/octet-stream; name*0*=utf-8''%E4%B8; name*1*=%AD.bin\r\n"
          b"Content-Transfer-Encoding: base64\r\n\r\nQUJD\r\n"
          b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=89PNG\r\n"
          b"--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
          b"RnJvbTogeEBleGFtcGxlLm9yZwpTdWJqZWN0OiBlbmNvZGVkCgpib2R5Cg==\r\n--b--\r\n")
    write("broken.eml", b"From: a@example.org\nSubject: Broken off\nContent-Type: multipart/mixed; boundary=b\n\n"
          b"--b\nContent-Disposition: attachment; filename=half.bin\nContent-Transfer-Encoding: base64\n\nQUJDREVGRw")
    deep = message("deep@example.org", "level 0", "bottom")
    for level in range(1, 31):
        outer = message("deep@example.org", f"level {level}", "outer")
        outer.add_attachment(deep)
        deep = outer
    write("deep.eml", deep.as_bytes())


def mailbox():
    out = b""
    for i in range(5):
        m = message(f"p{i}@example.org", f"Message {i}",
                    f"body {i}\n\nFrom the beginning, at 12:30 we said\n\nFrom Monday 4 May 2020 10:00\nno header\n")
        m.add_attachment(b"data %d" % i, maintype="application", subtype="octet-stream", filename="d.bin")
        out += b"From p%d@example.org Fri Nov 20 10:42:00 2026\n" % i + m.as_bytes() + b"\n"
        write(f"message{i}", m.as_bytes())
    write("box.mbox", out)
    write("box.crlf", out.replace(b"\n", b"\r\n"))


{"folder": folder, "bags": bags, "mail": mail, "mailbox": mailbox}[sys.argv[1]]()

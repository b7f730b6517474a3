"""usage: eml.py FILE EXPRESSION: reads a draft with Python's own mail parser, as a mail program would,
and prints the expression over `m`, the message; `body`, its text; `attached`, [(name, bytes)]."""
import email
import email.policy
import sys

raw = open(sys.argv[1], "rb").read()
m = email.message_from_bytes(raw, policy=email.policy.default)
parts = list(m.walk())
defects = [d for p in parts for d in p.defects] + [d for h in m.values() for d in getattr(h, "defects", ())]
lines = raw.split(b"\r\n")
assert not defects, defects
assert b"\n" not in raw.replace(b"\r\n", b""), "a line that does not end with CRLF"
assert max(map(len, lines)) <= 78, "a line that is too long"
assert all(b < 128 for b in raw), "not ASCII"
body = m.get_body().get_content().replace("\r\n", "\n").rstrip("\n")
attached = [(a.get_filename(), a.get_payload(decode=True)) for a in m.iter_attachments()]
print(eval(sys.argv[2]))

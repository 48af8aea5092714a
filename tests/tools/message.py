#!/usr/bin/env python3
"""What a mail program makes of a message.

message.py FIELD <message   the field's decoded text; "text" and "html" are the
                            parts, "pdf" the bytes of the file that is with
                            them and "file" its name
message.py legal <message   exits with 1, saying what, unless it keeps to RFC
                            5322, 2045 and 2047; "letter" is no report
message.py list MBOX        of every message in a file: to, and the subject
message.py part MBOX TO PART
                            a part of the message to an address in a file
"""
import email
import email.policy
import mailbox
import re
import sys

POLICY = email.policy.default


def part(message, which):
    """The text of a part, every byte of it."""
    kind = {"text": "plain", "html": "html"}[which]
    parts = [p for p in message.walk() if p.get_content_type() == "text/" + kind]
    return parts[0].get_payload(decode=True).decode("utf-8")


def legal(data, letter=False):
    """Everything a careful receiver could object to."""
    faults = []
    head, _, body = data.partition(b"\n\n")
    if b"\r" in data or b"\0" in data or not data.isascii():
        faults.append("bytes that are not plain text")
    for line in data.split(b"\n"):
        if len(line) > 78:
            faults.append("a line of %d bytes: %r" % (len(line), line))
    for line in body.split(b"\n"):
        if len(line) > 76 or line in (b".",) or line.startswith(b"From ") \
                or line.endswith((b" ", b"\t")):
            faults.append("line %r" % line)
    fields = re.sub(rb"\n[ \t]", b" ", head).split(b"\n")
    names = [f.split(b":")[0].decode() for f in fields]
    want = ["Date", "From", "To", "Subject", "Message-ID", "MIME-Version",
            "Auto-Submitted", "Content-Type"]
    if letter:
        want.remove("Auto-Submitted")
    if names != want:
        faults.append("fields %s" % names)
    message = email.message_from_bytes(data, policy=POLICY)
    for m in message.walk():
        if m.defects:
            faults.append("defects %s" % m.defects)
        for name in m.keys():
            if m[name].defects:
                faults.append("%s: %s" % (name, m[name].defects))
    kinds = [m.get_content_type() for m in message.walk()]
    body = ["multipart/alternative", "text/plain", "text/html"]
    if kinds not in (body, ["multipart/mixed"] + body + ["application/pdf"]):
        faults.append("parts %s" % kinds)
    if not re.fullmatch(r"<[0-9a-f]{32}@[a-z.-]+>", message["Message-ID"]):
        faults.append("id " + message["Message-ID"])
    for word in re.findall(rb"=\?[^ ]*\?=", head):
        if len(word) > 75:
            faults.append("an encoded word of %d bytes" % len(word))
    if faults:
        sys.exit("\n".join(faults))


def read_mbox(name):
    """The messages of a file, as bytes."""
    box = mailbox.mbox(name, create=False)
    return [box.get_bytes(key) for key in box.keys()]


def main():
    """One of the four."""
    what = sys.argv[1]
    if what == "list":
        for data in read_mbox(sys.argv[2]):
            legal(data)
            message = email.message_from_bytes(data, policy=POLICY)
            print(message["To"], "|", message["Subject"])
        return
    if what == "part":
        for data in read_mbox(sys.argv[2]):
            message = email.message_from_bytes(data, policy=POLICY)
            if sys.argv[3] in message["To"]:
                sys.stdout.write(part(message, sys.argv[4]))
        return
    data = sys.stdin.buffer.read()
    message = email.message_from_bytes(data, policy=POLICY)
    if what in ("legal", "letter"):
        legal(data, what == "letter")
    elif what in ("text", "html"):
        sys.stdout.write(part(message, what))
    elif what in ("pdf", "file"):
        with_it, = message.iter_attachments()
        if with_it.get_content_type() != "application/pdf":
            sys.exit("a file of " + with_it.get_content_type())
        if what == "file":
            print(with_it.get_filename())
        else:
            sys.stdout.buffer.write(with_it.get_payload(decode=True))
    else:
        print(message[what])


main()

#!/usr/bin/env python3
"""Say what of a document does not stand in what was printed of it.

paper-text.py FILE.json PRINT LANGUAGE: names, numbers, days and totals, as
people of the language write them, each on a line where it is missing. PRINT
is a PDF (.pdf), a page (.html), Markdown (.md) or plain text (.text).
"""
import hashlib
import html
import json
import re
import subprocess
import sys
import unicodedata
from datetime import date

NBSP = "\u00a0"
# thousands, point, day
FORMS = {
    "en": (",", ".", lambda d: d.strftime("%d %B %Y").lstrip("0")),
    "de": (".", ",", lambda d: d.strftime("%d.%m.%Y")),
    "fr": (NBSP, ",", lambda d: d.strftime("%d/%m/%Y")),
    "es": (".", ",", lambda d: d.strftime("%d/%m/%Y")),
    "it": (".", ",", lambda d: d.strftime("%d/%m/%Y")),
    "pt": (".", ",", lambda d: d.strftime("%d/%m/%Y")),
    "nl": (".", ",", lambda d: d.strftime("%d-%m-%Y")),
    "pl": (NBSP, ",", lambda d: d.strftime("%d.%m.%Y")),
    "cs": (NBSP, ",", lambda d: "%d. %d. %d" % (d.day, d.month, d.year)),
    "sv": (NBSP, ",", lambda d: d.isoformat()),
    "el": (".", ",", lambda d: d.strftime("%d/%m/%Y")),
    "ru": (NBSP, ",", lambda d: d.strftime("%d.%m.%Y")),
    "ar": (",", ".", lambda d: d.strftime("%d/%m/%Y")),
    "he": (",", ".", lambda d: "%d.%d.%d" % (d.day, d.month, d.year)),
    "zh": (",", ".", lambda d: "%d年%d月%d日" % (d.year, d.month, d.day)),
    "ja": (",", ".", lambda d: "%d年%d月%d日" % (d.year, d.month, d.day)),
}
raw = open(sys.argv[1], "rb").read()
doc = json.loads(raw)
group, point, day = FORMS[sys.argv[3]]
pdf = sys.argv[2].endswith(".pdf")
plain = sys.argv[2].endswith(".text")
rtl = pdf and sys.argv[3] in ("ar", "he")


def number(text):
    sign, text = ("-", text[1:]) if text[0] == "-" else ("", text)
    whole, _, rest = text.partition(".")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", lambda m: group, whole)
    return sign + whole + (point + rest if rest else "")


def money(minor):
    places = doc["exponent"]
    digits = str(abs(minor)).zfill(places + 1)
    text = digits if not places else digits[:-places] + "." + digits[-places:]
    return number("-" + text if minor < 0 else text)


def price(text):
    whole, _, rest = text.partition(".")
    rest = rest.ljust(doc["exponent"], "0")
    return number(whole + ("." + rest if rest else ""))


def fold(text):
    """Presentation forms as letters, blanks for marks of direction."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", text)


def printed(path):
    if pdf:
        # Texts that go from right to left are put in order by pdftotext only
        # where it orders the page.
        return subprocess.run(
            ["pdftotext"] + ([] if rtl else ["-raw"]) + [path, "-"],
            capture_output=True, check=True).stdout.decode()
    text = open(path, encoding="utf-8").read()
    if path.endswith(".html"):
        text = text[text.index("<body>"):]
        return html.unescape(re.sub("<[^>]*>", " ", text))
    if path.endswith(".md"):
        return re.sub(r"\\(.)", r"\1", text.replace("**", " "))
    return text


out = fold(printed(sys.argv[2]))
tokens = set(out.split())
spaced = " ".join(out.split())
dense = "".join(out.split())
# The text of a ligature comes reversed where lines run from right to left.
shuffled = {"".join(sorted(t)) for t in tokens}
shuffled |= {"".join(sorted(t.strip(",:"))) for t in tokens}


def need_number(text):
    if not re.search(r"(?<![\w.,])%s(?![\w])" % re.escape(fold(text)),
                     spaced):
        print("no number", text)


def need(text):
    if not text:
        return
    for word in fold(text).split():
        found = ("".join(sorted(word)) in shuffled if rtl
                 else word in dense)
        if not found:
            print("no text", word)
    if not rtl and "".join(fold(text).split()) not in dense:
        print("no text", text)


def need_words(text):
    """In a plain text, lines of a table part the words of a cell."""
    for word in fold(text).split() if plain else [text]:
        need(word)


for who in (doc["seller"], doc["buyer"]):
    for value in who.values():
        need(value)
for key in ("number", "name", "owner", "owner_email", "notes", "footer",
            "currency"):
    need(doc[key])
for key in ("day", "valid_until"):
    need(day(date.fromisoformat(doc[key])))
need(hashlib.sha256(raw).hexdigest())
for line in doc["lines"]:
    need(line["sku"])
    need_words(line["text"])
    need(line["unit"])
    need_number(str(line["position"]))
    need_number(number(line["quantity"]))
    need_number(price(line["price"]))
    need_number(money(line["amount"]))
    if line["discount"] and (pdf or plain):
        need_number(money(line["gross"]))
        need_number(money(line["discount"]))
for key in ("once", "month", "year", "whole"):
    part = doc[key]
    if not part["lines"]:
        continue
    for k in ("net", "total", "tax"):
        need_number(money(part[k]))
    if part["discount"]:
        need_number(money(part["amount"]))
        need_number(money(-part["discount"]))
    for tax in part["taxes"]:
        if tax["base"]:
            need_number(money(tax["base"]))
            need_number(money(tax["tax"]))
for tax in doc["taxes"]:
    need(tax["name"])

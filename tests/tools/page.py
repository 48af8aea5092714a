#!/usr/bin/env python3
"""What stands on a page, read by other programs' rules.

page.py html <page      the table as a JSON array of objects, by column
page.py notes <page     of HTML: the notes, a line each
page.py texts <page     of HTML: every text, a line each
page.py same HTML MARKDOWN JSON
                        whether the three files have the same rows

Exits with 1, saying what, where a page of HTML is not well formed, has anything
that could run, or asks for anything beyond itself.
"""
import html.parser
import json
import re
import sys
import xml.etree.ElementTree as tree

TAGS = set("""html head meta title style body header h1 p table thead tbody tr
th td data svg rect line polyline circle text g ul li pre section h2 figure
figcaption div b h2 br""".split())
VOID = {"meta", "br"}


class Page(html.parser.HTMLParser):
    """Rows of the table as a browser would see them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.keys, self.rows, self.notes = [], [], [], []
        self.cell = None
        self.texts, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in TAGS:
            self.faults.append("tag " + tag)
        for name, value in attrs.items():
            if name.startswith("on") or name in ("src", "href", "xlink:href"):
                self.faults.append("attribute %s=%s" % (name, value))
        if "data-key" in attrs:
            self.keys.append(attrs["data-key"])
        elif tag == "tr" and "tbody" in self.open:
            self.rows.append([])
        elif tag == "thead":
            self.keys = []
        elif tag == "td" and "tbody" in self.open:
            self.cell = [attrs.get("class", ""), None, ""]
        elif tag == "data":
            self.cell[1] = attrs["value"]
        elif tag == "li":
            self.notes.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append("end of " + tag)
        if tag == "tr" and "tbody" in self.open and \
                len(self.rows[-1]) != len(self.keys):
            self.faults.append("a row of %d cells" % len(self.rows[-1]))
        if tag == "td" and self.cell:
            kind, value, text = self.cell
            if kind != "bar":
                if value is not None and value != text.replace(",", ""):
                    self.faults.append("%s is shown as %s" % (value, text))
                self.rows[-1].append(text if value is None else value)
            self.cell = None

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            if re.search(r"url\(|@import|expression", data):
                self.faults.append("style asks for more")
            return
        if data.strip():
            self.texts.append(data)
        if self.cell:
            self.cell[2] += data
        elif "li" in self.open:
            self.notes[-1] += data


def read_html(text):
    """The page, after every check."""
    try:
        tree.fromstring(text)
    except tree.ParseError as error:
        sys.exit("not well formed: %s" % error)
    page = Page()
    page.feed(text)
    page.close()
    if page.open:
        page.faults.append("left open: " + " ".join(page.open))
    if "default-src 'none'" not in text:
        page.faults.append("no policy against scripts")
    if page.faults:
        sys.exit("\n".join(page.faults))
    return page


def read_markdown(text):
    """The first table, by the rules of GitHub's Markdown."""
    rows = []
    for line in text.split("\n"):
        if not line.startswith("|"):
            if rows:
                break
            continue
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
        rows.append([re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", c.strip())
                     for c in cells])
    del rows[1]
    return rows


def as_text(value):
    """A value of JSON as a cell has it, numbers as they are written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, list) else value


def same(html_text, markdown_text, json_text):
    """Exits with what differs. JSON may have more columns."""
    page = read_html(html_text)
    objects = json.loads(json_text, parse_float=str, parse_int=str)
    want = [[as_text(o[key]) for key in page.keys] for o in objects]
    if want != page.rows:
        sys.exit("JSON: %s\nHTML: %s" % (want, page.rows))
    rows = read_markdown(markdown_text)[1:]
    if rows != page.rows:
        sys.exit("Markdown: %s\nHTML: %s" % (rows, page.rows))


def read_file(name):
    """All of it, as UTF-8."""
    with open(name, encoding="utf-8") as file:
        return file.read()


def main():
    """One of the four."""
    what = sys.argv[1]
    if what == "same":
        same(*map(read_file, sys.argv[2:]))
        return
    page = read_html(sys.stdin.buffer.read().decode("utf-8"))
    if what == "html":
        print(json.dumps([dict(zip(page.keys, row)) for row in page.rows],
                         ensure_ascii=False))
    else:
        print("\n".join(page.notes if what == "notes" else page.texts))


main()

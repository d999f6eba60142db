"""Holds every page of HTML that the programs print against what a page may be.

page_test.py TMP: TMP is the folder in which run.sh ran the cases. Whatever
the records say: only our elements, each closed in turn; no script, no style
but the sheet whose hash the policy has, no address to fetch; headings that
skip no level; a title and a description for each picture; scopes for heads.
"""

import base64
import hashlib
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

VOID = {"meta", "br", "link"}
SHAPES = {"line", "rect", "circle", "polyline", "path"}
ATTRIBUTES = {
    "html": {"lang"}, "meta": {"charset", "http-equiv", "content", "name"},
    "svg": {"role", "viewbox", "class", "aria-hidden", "width", "height"},
    "text": {"class", "x", "y", "text-anchor"},
    "th": {"scope", "class"}, "td": {"class", "data-of", "colspan"},
    "a": {"href"}, "section": {"id"}, "link": {"rel", "href", "type", "title"},
    "line": {"class", "x1", "y1", "x2", "y2"},
    "rect": {"class", "x", "y", "width", "height"},
    "circle": {"class", "cx", "cy", "r"},
    "polyline": {"class", "points"}, "path": {"class", "d"},
    "time": {"datetime"},
}
PLAIN = {"head", "title", "style", "body", "main", "header", "footer", "nav",
         "article", "h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "table",
         "caption", "thead", "tbody", "tr", "figure", "figcaption", "div",
         "span", "bdi", "ins", "del", "strong", "desc"}
# What an export has is read back, and looked at by export_test.py.
DOCUMENT = b"<header>\n<h1>"


class Fault(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Fault(what)


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.style, self.level, self.heads = [], "", 0, 0
        self.ids, self.links, self.pictures = set(), [], []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        values = dict(attrs)
        check(tag in PLAIN or tag in ATTRIBUTES, "an element <%s>" % tag)
        allowed = ATTRIBUTES.get(tag, set()) | {"class"}
        check(set(names) <= allowed and len(names) == len(set(names)),
              "attributes of <%s>: %s" % (tag, names))
        if "href" in values:
            check(re.match(r"(#|(\.\./)*[a-z0-9][a-z0-9/.-]*$|\.\./)",
                           values["href"]), "an address: " +
                  repr(values["href"]))
            self.links.append(values["href"])
        if "id" in values:
            check(values["id"] not in self.ids, "an id twice: " +
                  values["id"])
            self.ids.add(values["id"])
        if re.match("h[1-4]$", tag):
            level = int(tag[1])
            check(level <= self.level + 1, "a heading skips a level")
            check((level == 1) == (self.level == 0), "there is one h1, first")
            self.level = level
        if tag == "th":
            check(values.get("scope") in ("row", "col"), "a head of nothing")
        if tag == "svg":
            check(values.get("role") == "img" or
                  values.get("aria-hidden") == "true", "a nameless picture")
            if values.get("role") == "img":
                self.pictures.append(set())
        if tag in ("title", "desc") and "svg" in self.open:
            self.pictures[-1].add(tag)
        if tag in SHAPES:
            check("svg" in self.open, "a shape outside a picture")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        check(tag in SHAPES, "closed by itself: " + tag)
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        check(self.open and self.open.pop() == tag,
              "</%s> ends out of turn" % tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data

    def handle_comment(self, data):
        raise Fault("a comment: " + data)

    def handle_pi(self, data):
        raise Fault("an instruction: " + data)

    def unknown_decl(self, data):
        raise Fault("a declaration: " + data)


def judge(text):
    """Raises Fault unless `text` is a page of ours; returns it, parsed."""
    check(text.startswith("<!DOCTYPE html>\n<html lang=\"en-GB\">\n"),
          "it does not begin as a page")
    page = Page()
    page.feed(text)
    page.close()
    check(not page.open, "not closed: %s" % page.open)
    check(page.level, "there is no heading")
    digest = hashlib.sha256(page.style.encode()).digest()
    policy = ("default-src 'none'; base-uri 'none'; form-action 'none'; "
              "style-src 'sha256-%s'" % base64.b64encode(digest).decode())
    check('content="%s"' % policy in text, "the policy should be " + policy)
    check("url(" not in page.style and "@import" not in page.style,
          "the style sheet fetches something")
    for picture in page.pictures:
        check(picture == {"title", "desc"}, "a picture says nothing")
    return page


def faults_of_site(folder):
    """What is wrong with a site: its pages, its links, its list, its feed."""
    listed = (folder / ".termwise-site").read_text().splitlines()[1:]
    if listed and re.fullmatch("Seal: [0-9a-f]{32}", listed[0]):
        del listed[0]
    there = sorted(str(path.relative_to(folder))
                   for path in folder.rglob("*")
                   if path.is_file() and path.name != ".termwise-site")
    found = [] if listed == there else ["the list is not of what is there"]
    linked = {"index.html", "feed.atom"}
    for name in there:
        text = (folder / name).read_text()
        try:
            links = (re.findall(' href="([^"]*)"', text)
                     if name == "feed.atom" else judge(text).links)
        except Fault as fault:
            found.append("%s: %s" % (name, fault))
            continue
        for link in links:
            to = os.path.normpath(os.path.join(os.path.dirname(name), link))
            linked.add(to)
            if to not in there:
                found.append("%s: a link to nowhere, %s" % (name, link))
    found += ["nothing leads to " + name for name in set(there) - linked]
    try:
        feed = ElementTree.parse(folder / "feed.atom").getroot()
        ids = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}id")]
        if len(ids) != len(set(ids)):
            found.append("feed.atom: an id twice")
    except ElementTree.ParseError as error:
        found.append("feed.atom: %s" % error)
    return found


# The test must be able to fail.
BEGIN = ('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta http-equiv="x" '
         'content="default-src \'none\'; base-uri \'none\'; form-action '
         '\'none\'; style-src \'sha256-%s\'">\n<style>%s</style>\n</head>\n'
         '<body>\n%s</body>\n</html>\n')


def sample(body, style=""):
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest())
    return BEGIN % (digest.decode(), style, body)


BAD = [
    "", "<p>a</p>", sample(""), sample("<h2>a</h2>"),
    sample("<h1>a</h1><h3>b</h3>"), sample("<h1>a</h1><h1>b</h1>"),
    sample("<h1>a</h1><script>b</script>"), sample("<h1>a"),
    sample("<h1 onclick='a'>a</h1>"), sample("<h1>a</h1><img src='b'>"),
    sample("<h1>a</h1><a href='javascript:b'>c</a>"),
    sample("<h1>a</h1><a href='https://example.org'>c</a>"),
    sample("<h1>a</h1><p><b></p></b>"), sample("<h1>a</h1><!-- b -->"),
    sample("<h1>a</h1><svg role='img'><title>b</title></svg>"),
    sample("<h1>a</h1><svg></svg>"), sample("<h1>a</h1><th>b</th>"),
    sample("<h1>a</h1>", "a{background:url(b)}"),
    sample("<h1>a</h1>").replace("sha256-", "sha256-A"),
    sample("<h1>a</h1><section id='a'></section><section id='a'></section>"),
]


def main(tmp):
    failed = seen = 0
    for text in BAD:
        try:
            judge(text)
            failed += 1
            print("page_test: taken for a page: %r" % text)
        except Fault:
            pass
    judge(sample("<h1>a</h1><h2>b</h2><p>c</p>"))
    for path in sorted(Path(tmp).glob("*/*")):
        text = path.read_bytes() if path.is_file() else b""
        if not text.startswith(b"<!DOCTYPE html>") or DOCUMENT in text:
            continue
        seen += 1
        try:
            judge(text.decode())
        except Fault as fault:
            failed += 1
            print("page_test: %s: %s" % (path.relative_to(tmp), fault))
    sites = [path.parent for path in Path(tmp).rglob(".termwise-site")]
    for folder in sites:
        for fault in faults_of_site(folder):
            failed += 1
            print("page_test: %s: %s" % (folder.relative_to(tmp), fault))
    if seen < 50 or not sites:
        failed += 1
        print("page_test: only %d pages were looked at" % seen)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Makes records whose every text means harm to a page.

hostile.py FOLDER: 1,000 strings, each in every place where text can stand, in
two updates of each of 50 priorities in five areas.
"""

import itertools
import sys
from pathlib import Path

STARTS = ["", '"', "'", ">", '">', "'>", "</title>", "</style>", "</svg>",
          "</td></table>", "]]>", "-->", "`", "&lt;", "\\", "</p>", "${", "{{",
          "&#x3c;", "\u00a0"]
HARMS = [
    "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>", "<iframe srcdoc='<script>top.hit=1</script>'>",
    "<a href=javascript:window.hit=1>a</a>", "<style>*{display:none}</style>",
    "<base href=//example.org/>", "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//example.org/a.css>", "<form action=//x><input>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=hit=1>",
    " onmouseover=window.hit=1 x=", " style=background:url(//example.org) ",
    "javascript:window.hit=1", "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "<!--<img src=--><img src=x onerror=window.hit=1>//-->",
    "<details open ontoggle=window.hit=1>", "<video><source onerror=hit=1>",
    "<body onload=window.hit=1>", "<object data=//example.org>",
    "<textarea><img src=x onerror=window.hit=1>", "<plaintext>", "<xmp>",
    "<noscript><p title='</noscript><img src onerror=window.hit=1>'>",
    "<table background=//example.org>", "<set attributeName=onload to=hit=1>",
    "<use href=data:image/svg+xml,x>", "<foreignObject><script>hit=1</script>",
    "<template><script>hit=1</script></template>", "<embed src=//example.org>",
    "\uff1cscript\uff1ewindow.hit=1\uff1c/script\uff1e", "<scr<script>ipt>",
    "<IMG SRC=x ONERROR=window.hit=1>", "<a\u2028href=//x>", "<?xml?><!DOCTYPE a>",
    "<![CDATA[<script>window.hit=1</script>]]>", "=HYPERLINK(1)", "::error::x",
    "##[group]x", "<p id=main><p id=main>", "<h1>x</h1>", "<td colspan=99>",
    "<input autofocus onfocus=window.hit=1>", "<marquee onstart=hit=1>",
    "<button popovertarget=x>", "<dialog open>x</dialog>", "<b>\u05d0\u05d1 1, <i>\u05d2",
    "%3Cscript%3Ehit=1%3C/script%3E", "<area href=javascript:hit=1>", "<b>x",
]
TERMS = ["2023-24 Spring 2", "2023-24 Summer 1", "2023-24 Summer 2"]


def record(area, priority, term, number, strings):
    text = itertools.cycle(strings)
    lines = ["Priority: p%d" % priority, "Title: " + next(text),
             "Area: " + area, "Term: " + term, "Officers: %s; %s" %
             (next(text).replace(";", ","), next(text).replace(";", ",")),
             "Theme: " + next(text).replace(";", ","), "Scope: " + next(text)]
    for heading in ("Intended outcomes", "Activity last period",
                    "Planned activity next period", "Impact so far",
                    "Exit strategy"):
        lines += ["", heading]
        for place in range(4):
            lines.append("- a " + next(text))
            if heading in ("Impact so far", "Intended outcomes"):
                name = next(text).replace(":", ".").replace("=", "-")
                lines.append("  = %s %d: %d" % (name, place, number))
    return "\n".join(lines) + "\n"


def main(folder):
    strings = [start + harm for start in STARTS for harm in HARMS]
    assert len(strings) == 1000
    for priority in range(50):
        area = "Area %d %s" % (priority // 10, HARMS[priority // 10])
        part = strings[20 * priority:20 * priority + 20]
        where = Path(folder, "area-%d" % (priority // 10), "p%d" % priority)
        where.mkdir(parents=True)
        for number, term in enumerate(TERMS):
            # The same strings elsewhere in each term.
            turned = part[7 * number % 20:] + part[:7 * number % 20]
            name = term.lower().replace(" ", "-") + ".txt"
            (where / name).write_text(record(area, priority, term, number,
                                             turned))


if __name__ == "__main__":
    main(sys.argv[1])

#!/bin/sh
# What is drawn: bars of a forecast, steps of a bridge, lines of a trend; as
# characters and as SVG, each as long as the figures of JSON say.
. "$(dirname "$0")/lib.sh"
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
export PIPE_DIR="$WORK/company"
pipe quota set rep/grace 2026Q4 5000USD -q >/dev/null
pipe quota set rep/marco 2026Q4 6000USD -q >/dev/null

# ---- forecast --------------------------------------------------------------------

pipe forecast this-quarter --by rep --json >json 2>/dev/null
LC_ALL=C pipe forecast this-quarter --by rep --chart >ascii
LC_ALL=C.UTF-8 pipe forecast this-quarter --by rep --chart >utf8
python3 - >got <<'END'
import json, re
from decimal import Decimal
rows = json.load(open("json"), parse_float=Decimal, parse_int=Decimal)
def bar(v, full):
    if v is None:
        return ""
    if v == "inf" or v > full:
        return "#" * 11 + ">"
    return ("#" * int(max(v, 0) * 12 / full)).ljust(12, ".")
lines = open("ascii").read().split("\n\n")[0].split("\n")[1:]
for row, line in zip(rows, lines):
    want = (bar(row["attainment"], 100) + " " + bar(row["coverage"], 5)).strip()
    got = " ".join(re.findall(r"[#.>]{12}", line))
    print("same" if got == want else "%s: wanted %s" % (line, want))
print(len(rows) == len(lines), any(r["attainment"] and r["attainment"] > 100
                                   for r in rows))
# the same with eighths of a column
for row, line in zip(rows, open("utf8").read().split("\n\n")[0].split("\n")[1:]):
    v = row["attainment"]
    if v is None or v > 100:
        continue
    drawn = re.search("[█▉▊▋▌▍▎▏·]{12}", line).group()
    n = sum(8 - "█▉▊▋▌▍▎▏".index(c) for c in drawn if c != "·")
    print("same" if n == int(v * 96 / 100) else "%s: %s" % (line, n))
END
check_same 'bars are as long as the figures say' "$(printf '%s\n' 'True True' \
	same)" "$(sort -u got)"
check_not 'ASCII alone where the locale is not of UTF-8' \
	grep -q "$(printf '[\200-\377]')" ascii
for v in 'LANG=en_GB.UTF-8' 'LC_CTYPE=C.utf8'; do
	check_same "$v: drawn finely" "$(cat utf8)" "$(unset LC_ALL
		env -u LANG -u LC_CTYPE "$v" pipe forecast this-quarter \
			--by rep --chart)"
done
check_same 'the columns of a chart' \
	'PERIOD NODE CUR QUOTA ATT % COV' "$(head -n 1 ascii | xargs)"
check_same 'or those that are named' 'NODE WON ATT %' "$(pipe forecast --chart \
	-c node,won,attainment | head -n 1 | xargs)"
check 'and the scale is said' grep -q '^a full bar is all of the quota' ascii
check_same 'Markdown has a column of bars' '| --- | ---: | --- |' \
	"$(pipe forecast --chart -c node,attainment -F markdown | sed -n 6p)"
for f in json csv tsv ndjson; do
	check_exit 2 "--chart is not with $f" pipe forecast --chart -F $f
done
check_exit 2 'nor with deals' pipe forecast --chart --detail
check_exit 2 'nor with categories' pipe forecast --chart --categories

# ---- diff ------------------------------------------------------------------------

pipe diff -1m today --json >json 2>/dev/null
LC_ALL=C pipe diff -1m today --chart >ascii
pipe diff -1m today -F svg >picture.svg 2>err
check_same 'a picture says nothing on standard error' '' "$(cat err)"
python3 - >got <<'END'
import json, xml.etree.ElementTree as tree
rows = json.load(open("json"))
lines = open("ascii").read().split("\n\n")[0].split("\n")[1:]
svg = "{http://www.w3.org/2000/svg}"
rects = [r for r in tree.parse("picture.svg").getroot().iter(svg + "rect")
         if r.get("class") in ("total", "up", "down")]
# a group is from open_from to open_to; its sums are on one scale
groups, at = [], 0
for r in rows:
    if r["bucket"] == "open_from":
        groups.append([])
    groups[-1].append(r)
left = min(int(r.get("x")) for r in rects)
for g in groups:
    total, steps = 0, []
    for r in g:
        v = r["value_minor"]
        if r["bucket"].startswith("open_"):
            steps.append((r, 0, v))
            total = v if r["bucket"] == "open_from" else total
        else:
            steps.append((r, total, total + v))
            total += v
    low = min(0, *(min(a, b) for _, a, b in steps))
    high = max(max(a, b) for _, a, b in steps)
    for r, a, b in steps:
        here = [i for i, l in enumerate(lines) if l.split()[:3] ==
                [r["node"], r["currency"], r["bucket"]]]
        if not here:
            if r["value_minor"]:
                print("not drawn:", r)
            continue
        line, rect = lines[here[0]], rects[here[0]]
        start = (min(a, b) - low) / (high - low)
        end = (max(a, b) - low) / (high - low)
        x, w = (int(rect.get("x")) - left) / 288, int(rect.get("width")) / 288
        ok = abs(x - start) < .01 and abs(x + w - end) < .01
        kind = ("total" if r["bucket"].startswith("open_") else
                "down" if r["value_minor"] < 0 else "up")
        ok = ok and rect.get("class") == kind
        stroke = {"total": "=", "up": "+", "down": "-"}[kind]
        n = line.split(r["value"])[1].count(stroke)
        # a column more at most on either side
        ok = ok and (n == 0 if a == b else
                     0 <= n - (end - start) * 32 <= 2)
        print("same" if ok else (r, start, end, x, w, line))
        at += 1
print(at == len(lines) == len(rects), at > 20)
END
check_same 'steps are where the sums say, in characters and SVG' \
	"$(printf '%s\n' 'True True' same)" "$(sort -u got)"
check_same 'the picture has a title' '<title>Changes 2026Q4: 2026-09-15 to 2026-10-15</title>' \
	"$(grep '<title>' picture.svg)"
check 'and its window' grep -q '2026Q4: 2026-10-01 to 2026-12-31' picture.svg
check_same 'and is the same twice' "$(cat picture.svg)" \
	"$(pipe diff -1m today -F svg)"
check_exit 2 'no chart of deals' pipe diff -1m today --chart --detail
check_exit 2 'nor a picture' pipe diff -1m today --detail -F svg

# ---- trend -----------------------------------------------------------------------

pipe trend this-quarter --since -2m --json >json 2>/dev/null
LC_ALL=C pipe trend this-quarter --since -2m >ascii
pipe trend this-quarter --since -2m -F svg >picture.svg
python3 - >got <<'END'
import json, re, xml.etree.ElementTree as tree
rows = json.load(open("json"))
drawn = {}
for line in open("ascii").read().split("\n\n")[1].split("\n"):
    name = " ".join(line.split()[:2])
    drawn[name] = line[len("EUR pipeline  "):len("EUR pipeline  ") + 9], line
days = sorted({r["day"] for r in rows})
for money in ("EUR", "GBP", "USD"):
    for what in ("quota", "won", "pipeline", "weighted"):
        own = {r["day"]: r for r in rows if r["currency"] == money}
        v = [own.get(d, {}).get(what + "_minor") for d in days]
        some = [x for x in v if x is not None]
        low, high = min(some), max(some)
        want = "".join(" " if x is None else "_.:-=+*#"[
            (x - low) * 7 // (high - low) if high > low else 0] for x in v)
        text, line = drawn.pop(money + " " + what)
        last = [own[d][what] for d in days if own.get(d, {}).get(what)]
        ok = text == want and line.split()[-2:] == [last[0], last[-1]]
        print("same" if ok else (money, what, want, line))
print(len(days), drawn)
svg = "{http://www.w3.org/2000/svg}"
points = [p.get("points").split() for p in
          tree.parse("picture.svg").getroot().iter(svg + "polyline")]
print(len(points), max(map(len, points)))
END
check_same 'lines are as high as the values say' "$(printf '%s\n' '12 9' '9 {}' \
	same)" "$(sort -u got)"
check_same 'a count has lines without a currency' 'weighted' "$(pipe trend \
	this-quarter --measure count | sed -n 's/^\(weighted\) .*/\1/p')"
check_same 'programs see no lines' "$(jq length json)" "$(pipe trend \
	this-quarter --since -2m -F tsv -q | wc -l | tr -d ' ')"

# ---- pictures -------------------------------------------------------------------

pipe forecast --by rep -F svg >picture.svg
check 'of a forecast: well formed' python3 -c 'import xml.etree.ElementTree
xml.etree.ElementTree.parse("picture.svg")'
check_not 'nothing in it runs, or asks for more' grep -E -i \
	'script|href|url\(|@import| on[a-z]*=' picture.svg
check_exit 2 'what has no bars is not drawn' pipe forecast -c node,won -F svg
check_exit 2 'nor is a list' pipe deal list -F svg
check_exit 2 'nor an agenda' pipe agenda -F svg
check_err 'nothing here to draw' pipe deal list -F svg
store
check 'a picture of nothing much' pipe forecast -F svg
check 'a bridge of nothing' pipe diff -1d today --chart
finish

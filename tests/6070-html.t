#!/bin/sh
# Reports and lists as HTML and Markdown: by other programs' rules they are
# well formed, ask for nothing, and hold the very figures of JSON.
. "$(dirname "$0")/lib.sh"
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
export PIPE_DIR="$WORK/company"
page() { python3 "$ROOT/tests/tools/page.py" "$@"; }

# JSON as texts, as cells have it, of the columns in a file of objects.
# same NAME COMMAND...: HTML and Markdown have what JSON has.
same()
{
	name=$1
	shift
	"$@" -F html >page.html 2>err || { result 1 "$name" "$(cat err)"; return; }
	"$@" -F json >page.json 2>/dev/null
	"$@" -F markdown >page.md 2>/dev/null
	check "$name: HTML, Markdown and JSON have the same" \
		python3 "$ROOT/tests/tools/page.py" same page.html page.md \
		page.json
	"$@" -F html 2>/dev/null | cmp -s - page.html
	result $? "$name: twice gives the same bytes"
}

# ---- every report and list ------------------------------------------------------

same forecast pipe forecast
same 'forecast by rep' pipe forecast this-quarter next-quarter --by rep
same 'forecast, converted' pipe forecast --currency EUR --categories
same 'forecast of columns' pipe forecast -c node,coverage,mismatch,attainment
same 'forecast detail' pipe forecast --detail
same 'forecast of counts' pipe forecast --measure count
same trend pipe trend this-quarter --since -2m
same 'diff detail' pipe diff -1m today --detail
same agenda pipe agenda --all --days 7
same explain pipe explain won this-quarter total
same mismatch pipe quota list --mismatch
same find pipe find food
same log pipe log -n 5
same board pipe board
for entity in lead account contact deal activity campaign product team rep \
	quota rate; do
	same "$entity list" pipe $entity list
done
same 'deal list, columns' pipe deal list -c id,name,amount,tag,owner.name \
	-s -amount
same 'deal groups' pipe deal list --group owner --sum amount --count
same 'nothing' pipe deal list name:~nobodyhasthis
check_same 'nothing is a header alone' '[]' "$(page html <page.html)"

# A bridge for people has the buckets with something in them alone.
pipe diff -1m today --by rep -F html >page.html
page html <page.html | jq -c '.[] | select(.bucket | startswith("open_") |
	not) | [.node, .currency, .bucket, .count, .value]' >got
pipe diff -1m today --by rep --json 2>/dev/null | jq -c '.[] | select(.value_minor != 0) |
	select(.bucket | startswith("open_") | not) |
	[.node, .currency, .bucket, (.count | tostring), .value]' >want
check_same 'diff: every bucket with a value' "$(cat want)" \
	"$(grep -v '"0.00"\]$' got)"
check 'diff: there are some' test "$(wc -l <want)" -gt 20

# ---- notes, title, window -------------------------------------------------------

pipe forecast --currency EUR --by rep >table
pipe forecast --currency EUR --by rep -F html >page.html
sed '1,/^$/d' table >notes
check 'there are notes' test "$(wc -l <notes)" -gt 3
check_same 'notes of HTML are those of the table' "$(cat notes)" \
	"$(page notes <page.html)"
check_same 'of Markdown too' "$(sed 's/^/- /' notes)" \
	"$(pipe forecast --currency EUR --by rep -F markdown | sed '1,/^| 2/d' |
	sed '1,/^$/d')"
check_same 'the title' '<title>Forecast 2026Q4</title>' \
	"$(grep '<title>' page.html)"
check_same 'the head of Markdown' '# Forecast 2026Q4, 2027Q1' \
	"$(pipe forecast 2026Q4 2027Q1 -F markdown | head -n 1)"
check_same 'of a list' '# Deals stage:proposal' \
	"$(pipe deal list stage:proposal -F markdown | head -n 1)"
check_same 'of an agenda' '# Agenda for anna' \
	"$(pipe agenda --for anna -F markdown | head -n 1)"
check_same 'of a bridge' '# Changes 2026Q4: 2026-09-15 to 2026-10-15' \
	"$(pipe diff -1m today -F markdown | head -n 1)"
check_same 'of a past day it says so' 'as of 2026-10-01T21:59:59.999999Z' \
	"$(pipe forecast --as-of 2026-10-01 -F html >past.html
	page notes <past.html | grep '^as of')"

# ---- cards ----------------------------------------------------------------------------

id=$(pipe deal list -n 1 -i)
pipe deal show "$id" >card
pipe deal show "$id" -F html >page.html
check 'a card is a page' sh -c "python3 '$ROOT/tests/tools/page.py' texts \
	<page.html >texts"
check_same 'headed by what it is of' "$(head -n 1 card)" \
	"$(sed -n 's,.*<h1>\(.*\)</h1>.*,\1,p' page.html)"
check_same 'that is said once' 2 "$(grep -c -x -F -e "$(head -n 1 card)" texts)"
# labels and values, sections, cells: every word of the card is on the page
for f in html markdown; do
	pipe deal show "$id" --timeline >card
	pipe deal show "$id" --timeline -F $f >page
	if [ $f = html ]; then
		# and what is grouped for the eye, as it is elsewhere
		page texts <page >texts
		sed 's/\([0-9]\),\([0-9]\)/\1\2/g' texts | cat texts - >page
	fi
	check_same "$f: words of the card" '' "$(tr -cs 'A-Za-z0-9@.:/-' '\n' \
		<card | sort -u | while read -r word; do
			grep -q -F -e "$word" page || echo "$word"; done)"
done
pipe deal show "$id" "$(pipe deal list -s -id -n 1 -i)" -F html >page.html
check_same 'several cards are of a page' 2 "$(grep -c '<h2>deal/' page.html)"
check 'well formed, too' sh -c "python3 '$ROOT/tests/tools/page.py' texts \
	<page.html >/dev/null"
check_same 'or as columns' '| ID | NAME |' "$(pipe deal show "$id" -c id,name \
	-F markdown | grep '^| ID')"
check_exit 2 'no picture of a card' pipe deal show "$id" -F svg

# ---- bars ---------------------------------------------------------------------------

# Those of attainment and coverage, as long as the figures say: a thousandth of
# a quota, and of a gap covered five times.
pipe forecast --by rep --json >json 2>/dev/null
pipe forecast --by rep -F html >page.html
python3 - >bars <<'END'
import json, xml.etree.ElementTree as tree
from decimal import Decimal
want = json.load(open("json"), parse_float=Decimal, parse_int=Decimal)
rows = tree.parse("page.html").getroot().find("body/table/tbody").findall("tr")
for w, row in zip(want, rows):
    drawn = []
    for cell in row.findall("td"):
        if cell.get("class") == "bar":
            bars = [r for r in cell.iter("rect") if r.get("class") == "share"]
            drawn.append(int(bars[0].get("width")) if bars else 0)
    full = [(w["attainment"], 10), (w["coverage"], 200)]
    said = [0 if v is None else 1000 if v == "inf" else
            max(0, min(1000, int(v * times))) for v, times in full]
    print("same" if said == drawn else "%s: %s drawn as %s" % (w, said, drawn))
END
check_same 'bars are as long as the figures say' same "$(sort -u bars)"
check 'there are bars' test "$(grep -c 'class="share"' page.html)" -gt 10

# A bridge's bars follow each other: each begins where the one before ended.
pipe diff -1m today -F html >page.html
python3 - >falls <<'END'
import xml.etree.ElementTree as tree
at, bad, n = None, 0, 0
for row in tree.parse("page.html").getroot().find("body/table/tbody"):
    bar = list(row.iter("rect"))[-1]
    kind, x = bar.get("class"), int(bar.get("x"))
    end, n = x + int(bar.get("width")), n + 1
    if kind == "total":
        bad += at is not None and abs(end - at) > 3 and row[2].text == "open_to"
        at = end
    elif kind == "up":
        bad += abs(x - at) > 3
        at = end
    else:
        bad += abs(end - at) > 3
        at = x
print(bad, n > 20)
END
check_same 'bars of a bridge follow each other' '0 True' "$(cat falls)"

# ---- hostile texts --------------------------------------------------------------------

store --me anna
pipe rep add anna -q >/dev/null
for name in '<script>alert(1)</script>' '"><img src=x onerror=alert(1)>' \
	"'; DROP TABLE deals; --" '</td></tr></table>' '<!-- ' ']]>' '&lt;' \
	'a|b' '`code`' '**bold** _it_ snake_case_name' '[x](http://e.example)' \
	'\| \\' '# no heading' '~~no~~' '{{7*7}}' '&#x3c;'; do
	pipe account add "$name" --description "$name
second <b>line</b>" -q >/dev/null 2>&1 ||
		pipe account add "${name% *}" -q >/dev/null
done
same 'hostile names' pipe account list -c name
pipe account list -c name,description -F html >page.html
check 'and bodies: well formed, nothing that could run' sh -c \
	"python3 '$ROOT/tests/tools/page.py' html <page.html"
for id in $(pipe account list -i); do
	pipe account show "$id" -F html | python3 \
		"$ROOT/tests/tools/page.py" texts >/dev/null || echo "$id"
done >bad 2>&1
check_same 'and cards' '' "$(cat bad)"
check_same 'lines of a body are lines of a page' 1 "$(pipe account list -e \
	'description != null' -n 1 -i | xargs -I{} pipe account show {} \
	-F html | grep -c '<br/>$')"
check_same 'a title cannot be markup' \
	'<title>Accounts name:~&lt;script&gt;&amp;&quot;</title>' \
	"$(pipe account list 'name:~<script>&"' -F html | grep '<title>')"
check_same 'nor a heading' '# Accounts name:\~\<b\>\*x\*' \
	"$(pipe account list 'name:~<b>*x*' -F markdown | head -n 1)"
esc=$(printf '\033')
check_same 'control characters are shown' 0 "$(pipe account list \
	"name:~${esc}[2J" -F html | grep -c "$esc")"

# ---- no option goes unheeded ---------------------------------------------------------

for o in --header --no-header --null --spreadsheet; do
	for f in html markdown; do
		check_exit 2 "$o: not with $f" pipe account list -F $f $o
	done
done
check_exit 2 'no such format' pipe account list -F htm
finish

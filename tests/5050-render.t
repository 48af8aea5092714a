#!/bin/sh
# Documents as PDF: every script, every figure, the same bytes, and what is
# refused. What a PDF says is read back by poppler, and the documents and what
# is to stand in them are made by python3.
. "${0%/*}/lib.sh"
. "$TESTS/languages.sh"
command -v pipe-render >/dev/null || {
	echo '1..0 # SKIP pipe-render is not built here'
	exit 0
}
export XDG_CACHE_HOME="${TMPDIR:-/tmp}/pipe-test-fonts.$(id -u)"
paper="python3 $TESTS/tools/paper.py"
text="python3 $TESTS/tools/paper-text.py"

# ---- every language ----------------------------------------------------------

language()
{
	lang=$1 item=$2 unit=$3 seller=$4 buyer=$5 owner=$6 tax=$7 notes=$8
	money=${9:-EUR}
	case $(fc-list ":lang=$lang" family) in
	'')
		result 0 "$lang # SKIP no font has its script"
		return ;;
	esac
	$paper 14 mixed=1 discount=2.5 version=2 number="A-$lang-7" \
		name="$item" text="$item {n}" unit="$unit" seller="$seller" \
		buyer="$buyer" owner="$owner" tax="$tax" notes="$notes" \
		footer="$seller" currency="$money" >"$lang.json"
	check "$lang" pipe render "$lang.json" --lang "$lang" --out "$lang.pdf"
	check_out "$lang: every name, number and total" \
		$text "$lang.json" "$lang.pdf" "$lang" </dev/null
	check_same "$lang: every font is embedded, and has its characters" '' \
		"$(pdffonts "$lang.pdf" |
			awk 'NR > 2 && !/yes +yes +yes +[0-9]+ +0$/')"
}
languages

# Scripts without words of their own for the labels.
script() # LANGUAGE TEXT
{
	if [ -z "$(fc-list ":lang=$1" family)" ]; then
		result 0 "$1 # SKIP no font has its script"
		return
	fi
	$paper 2 text="$2 {n}" name="$2" seller="$2" >"$1.json"
	check "$1" pipe render "$1.json" --out "$1.pdf"
	check_out "$1: every name" $text "$1.json" "$1.pdf" en </dev/null
}
script tr 'Iğdır ılık süt'
script vi 'Dịch vụ bảo trì hằng năm'
script uk 'Щорічне обслуговування їжі'
script ko '연간 유지 보수'
script th 'บริการบำรุงรักษา'
script ka 'წლიური მოვლა'
script hy 'Տարեկան սպասարկում'
script hi 'वार्षिक रखरखाव'

# Hebrew and Arabic pages begin at the right: the first column stands there.
for lang in en ar he
do
	[ -f "$lang.pdf" ] || continue
	case $lang in
	en) side=left ;;
	*) side=right ;;
	esac
	check_same "$lang: lines are numbered at the $side" "$side" "$(pdftotext \
		-bbox "$lang.pdf" - | sed -n 's/.*xMin="\([0-9.]*\)".*>#<.*/\1/p' |
		awk 'NR == 1 { print $1 < 300 ? "left" : "right" }')"
done

# Wherever their column is, points of amounts stand below each other.
for lang in en ar he
do
	[ -f "$lang.pdf" ] || continue
	case $lang in
	en) column='x[1] > 450' ;;
	*) column='x[2] < 130' ;;
	esac
	check_same "$lang: amounts end at one place" 1 "$(pdftotext -bbox \
		"$lang.pdf" - | tr -d '()' | sed -n 's/.*xMin="\([0-9.]*\)".*xMax="\([0-9.]*\)".*>-*[0-9,]*\.[0-9][0-9]<.*/\1 \2/p' |
		awk '{ x[1] = $1; x[2] = $2 } '"$column"' { print int($2 + .5) }' |
		sort -u | wc -l)"
done

# ---- the same bytes ----------------------------------------------------------

$paper 30 mixed=1 name=Platform >q.json
check 'from standard input' sh -c 'pipe render - <q.json >one.pdf'
check 'at another time' sh -c \
	'PIPE_NOW=2031-01-01T00:00:00Z TZ=Asia/Tokyo pipe render q.json >two.pdf'
check 'the same bytes' cmp one.pdf two.pdf
check_same 'made on the day of the document' 2026-10-05T00:00:00Z \
	"$(pdfinfo -isodates one.pdf | sed -n 's/^CreationDate: *//p')"
check_same 'or when SOURCE_DATE_EPOCH says' 2001-09-09T01:46:40Z "$(
	SOURCE_DATE_EPOCH=1000000000 pipe render q.json >epoch.pdf
	pdfinfo -isodates epoch.pdf | sed -n 's/^ModDate: *//p')"
check_err "SOURCE_DATE_EPOCH: 'noon'" env SOURCE_DATE_EPOCH=noon \
	pipe render q.json
check_same 'title, author and subject' 'Quote Q-1|Seller GmbH|Platform' "$(
	pdfinfo one.pdf | sed -n 's/^\(Title\|Author\|Subject\): *//p' |
	sort -k 1.1,1.1r | awk '{ v[NR] = $0 }
		END { print v[2] "|" v[1] "|" v[3] }' | sed 's/^\(S.*\)|\(Q.*\)|/\2|\1|/')"

# ---- a thousand lines --------------------------------------------------------

$paper 1000 currency=EUR >many.json
check 'a thousand lines' pipe render many.json --out many.pdf
pdftotext -layout many.pdf - >many.txt
# Of every page the amounts on it, what is brought to it and carried on.
awk -v RS='\f' '
function minor(s) { gsub(/[,.]/, "", s); return s + 0 }
{
	n = split($0, line, "\n")
	for (i = 1; i <= n; i++) {
		m = split(line[i], w, " ")
		if (line[i] ~ /Brought forward/) {
			brought++
			if (minor(w[m]) != sum)
				print "page " NR ": brought " w[m] ", not " sum
		} else if (line[i] ~ /Carried forward/) {
			carried++
			if (minor(w[m]) != sum)
				print "page " NR ": carried " w[m] ", not " sum
		} else if (line[i] ~ /^ *[0-9]+ +Item [0-9]+ /) {
			lines++
			sum += minor(w[m])
		} else if (line[i] ~ /^ *Net /)
			net = minor(w[m])
		if (line[i] ~ /# +Item +Quantity/)
			heads++
		if (line[i] ~ /Page [0-9]+ of [0-9]+$/)
			pages = w[m - 2] == NR ? w[m] : "wrong"
	}
}
END {
	print lines, sum == net, (heads > carried && carried > 20),
		carried == brought, (pages == NR || pages == NR - 1)
}' many.txt >many.out
check_same 'what is carried adds up, on every page' '1000 1 1 1 1' \
	"$(cat many.out)"

# One line that is longer than a page goes on, word for word.
words=$(awk 'BEGIN { for (i = 1; i <= 2500; i++) printf "word%d ", i }')
$paper 1 text="$words" >long.json
check 'a line longer than a page' pipe render long.json --out long.pdf
check_same 'no word of it is lost, and none comes twice' 2500 "$(
	pdftotext long.pdf - | grep -o 'word[0-9]*' | sort -u | wc -l)"
check_same 'none comes twice' 2500 "$(
	pdftotext long.pdf - | grep -o 'word[0-9]*' | wc -l)"
$paper 0 >none.json
check 'a document without lines' pipe render none.json --out none.pdf

# ---- how it looks ------------------------------------------------------------

python3 - <<'.'
import struct, zlib
def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))
def png(name, w, h, rows):
    open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR",
        struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0)) +
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
png("logo.png", 60, 20, b"".join(b"\0" + b"\x1f\x4e\x79" * 60
                                 for _ in range(20)))
png("huge.png", 60000, 60000, b"")
.
check 'a logo' pipe render q.json --logo logo.png --out logo.pdf
check_same 'is in it' '60 20' "$(pdfimages -list logo.pdf |
	awk 'NR == 3 { print $4, $5 }')"
check_err 'huge.png: is no PNG of at most' pipe render q.json --logo huge.png
check_err 'q.json: is no PNG' pipe render q.json --logo q.json
check_exit 5 'no logo' pipe render q.json --logo missing.png
check 'on letter' pipe render q.json --paper letter --out letter.pdf
check_same 'is letter' '612 x 792' "$(pdfinfo letter.pdf |
	sed -n 's/^Page size: *\([0-9]* x [0-9]*\) .*/\1/p')"
check 'a draft' pipe render q.json --draft --out draft.pdf
pdftotext draft.pdf draft.txt
check 'says so' grep -q Draft draft.txt
check_not 'and has nothing to sign' grep -qE 'SHA-256|signature' draft.txt
check_err "'xx': no language of documents" pipe render q.json --lang xx
check_err "--paper: 'a3'" pipe render q.json --paper a3
check_err "'red': no colour" pipe render q.json --accent red
check_exit 2 'a wrong colour is usage' pipe render q.json --accent '#12345g'

store
mkdir "$PIPE_DIR/templates"
cp logo.png "$PIPE_DIR/templates/"
cat >"$PIPE_DIR/templates/template.yaml" <<'.'
accent: "#a01020"
language: de
paper: letter
texts:
  - {language: de, introduction: Wie besprochen., closing: Bis bald.}
  - {language: en, introduction: As discussed.}
.
check 'by the templates of the store' pipe render q.json --out t.pdf
pdftotext t.pdf t.txt
check 'in their language' sh -c "grep -q Angebot t.txt &&
	grep -q 'Wie besprochen' t.txt && grep -q 'Bis bald' t.txt"
check_same 'with their logo' 60 "$(pdfimages -list t.pdf |
	awk 'NR == 3 { print $4 }')"
check 'options come first' pipe render q.json --lang en --out t.pdf
pdftotext t.pdf t.txt
check 'and their texts' sh -c \
	"grep -q 'As discussed' t.txt && ! grep -q Bis t.txt"
printf 'accent: red\n' >"$PIPE_DIR/templates/template.yaml"
check_err "template.yaml:1:9: accent: 'red': no colour" pipe render q.json
printf 'accent: "#a01020"\nscript: x\n' >"$PIPE_DIR/templates/template.yaml"
check_err "template.yaml:2:1: unknown key 'script'" pipe render q.json
rm -r "$PIPE_DIR/templates"
check_exit 5 'templates that are not there' pipe render q.json \
	--templates nowhere

# ---- a quote of a store ------------------------------------------------------

cat >>"$PIPE_DIR/pipe.yaml" <<'.'
seller: {name: Příklad GmbH, city: Berlin, country: DE, footer: HRB 1}
tax: [{id: std, rates: [{name: VAT, rate: 19}]}]
.
pipe config apply -q >/dev/null
pipe account add -q 'Acme Ltd' >/dev/null
printf '%s\n' '{"text":"A & <b>","price":"1234.5","tax":"std"}' \
	'{"text":"Less","price":"99.99","quantity":"3","discount":10}' |
	pipe quote add --account 1 --notes Notes --from - -q >id
check 'a draft of the store' pipe quote render Q-1 -F pdf --out draft.pdf
pdftotext draft.pdf draft.txt
check 'says that it is one' grep -q Draft draft.txt
check 'is sent' pipe quote send Q-1
check 'what was sent' sh -c 'pipe quote render Q-1 -F pdf >sent.pdf'
check 'is the kept document' sh -c \
	'pipe quote render Q-1@1 -F json | pipe render | cmp - sent.pdf'
pipe quote render Q-1 -F json >sent.json
check_out 'all of it' $text sent.json sent.pdf en </dev/null
hash=$(pdftotext sent.pdf - | grep -oE '[0-9a-f]{64}')
check 'its hash says which it is' pipe quote verify "$hash"
check 'in French' pipe quote render Q-1 -F pdf --lang fr --out fr.pdf
check_exit 2 'a language there is not' pipe quote render Q-1 -F pdf --lang xx
check_same 'said once, by who renders' \
	"pipe-render: 'xx': no language of documents" "$(echo "$err" | head -1)"
check_exit 5 'nowhere to write' pipe quote render Q-1 -F pdf --out no/x.pdf
check_exit 1 'a version that is not there' pipe quote render Q-1@9 -F pdf
cp "$BUILD/pipe-quote" .
check_err 'pipe-render: is not there' env PATH=/usr/bin:/bin \
	./pipe-quote render Q-1 -F pdf
# The others do not pay for it.
for p in pipe pipe-quote pipe-deal
do
	check_same "$p links neither pango nor cairo" 0 \
		"$(ldd "$BUILD/$p" | grep -c 'pango\|cairo\|glib')"
done

# ---- what is refused ---------------------------------------------------------

$paper 3 text="Item {n}" >glyph.json
python3 -c '
s = open("glyph.json", encoding="utf-8").read()
open("glyph.json", "w", encoding="utf-8").write(
    s.replace("Item 2", "Item \U0010fffd"))'
check_err 'Q-1: line 2: no font has U+10FFFD' pipe render glyph.json \
	--out no.pdf
check_exit 3 'a missing glyph is bad data' pipe render glyph.json --out no.pdf
check_not 'and nothing is written' test -e no.pdf
$paper 1 seller="$(printf 'Seller \364\217\277\275')" >glyph.json
check_err 'seller: no font has U+10FFFD' pipe render glyph.json
$paper 1 notes="$(printf %70000d 1)" >glyph.json
check_err 'notes: a text of more than' pipe render glyph.json

# refused PLACE-AND-WORDS SED
refused()
{
	$paper 3 | sed "$2" >bad.json
	check_err "bad.json:$1" pipe render bad.json
	check_same "status: $1" 3 "$status"
}
refused '2:14: ' '2s/,/;/'
refused '1:9: kind: no such word' 's/"quote"/"order"/'
refused '1:17: number: is missing here' 's/"number"/"numbers"/'
refused '3:174: this figure does not follow from the lines' \
	'3s/"amount":112275/"amount":112276/'
refused '1:1: ' '1s/^{/[/'
refused '2:13: is not written as documents are' '2s/:1,/: 1,/'
refused '5:' '$s/"tax"/"text"/'
refused '6:1: ' '$a {}'
refused '1:' 's/"currency":"EUR"/"currency":"EURO"/'
refused '1:' 's/"2026-10-05"/"2026-02-30"/'
: >bad.json
check_err 'bad.json' pipe render bad.json
check_exit 3 'nothing at all' pipe render bad.json
head -c 900 q.json >bad.json
check_exit 3 'half a document' pipe render bad.json
check_exit 5 'no file' pipe render missing.json
check_exit 2 'two files' pipe render q.json q.json
check_exit 5 'a full disk' sh -c 'pipe render q.json >/dev/full'
finish

#!/bin/sh
# Quotes as PDF: what is printed can be read, in every script, whatever its
# length; the same document gives the same bytes.
. "${0%/*}/lib.sh"
for tool in pipe-render pdftotext pdffonts pdfinfo; do
	command -v $tool >/dev/null || {
		echo "1..0 # SKIP no $tool"
		exit 0
	}
done
store
cat >>"$PIPE_DIR/pipe.yaml" <<'END'
seller: {name: Příklad & Söhne GmbH, street: Hauptstr. 1, city: Berlin, country: DE, footer: "Amtsgericht Berlin"}
tax: [{id: std, rates: [{name: VAT, rate: 19}]}]
END
pipe config apply -q >/dev/null
quietly() { "$@" >/dev/null 2>&1; }
quietly pipe account add 'Acme Ltd' --street 'Road 3' --city Hamburg

# All that the JSON says, and where it is not in the text.
cat >missing.py <<'END'
import json, re, sys, unicodedata
doc = json.load(open(sys.argv[1], encoding='utf-8'))
page = open(sys.argv[2], encoding='utf-8').read()
# marks of direction are no part of a text; a line of it may go on below
drop = dict.fromkeys(map(ord, '\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200b\f'))
plain = lambda s: ''.join(unicodedata.normalize('NFKC', s).translate(drop).split())
page = plain(page)
money = lambda v: f'{v / 100:,.2f}'
want = [doc['number'], doc['seller']['name'], doc['buyer']['name']]
want += [doc[k] for k in ('notes', 'footer', 'day') if doc[k]]
want += [money(doc['whole'][k]) for k in ('net', 'tax', 'total')]
for line in doc['lines']:
    want += [line['text'], line['quantity'], money(line['amount'])]
gone = [w for w in want if plain(w) not in page and
        plain(w)[::-1] not in page]
print(*gone, sep='\n', end='')
END
whole() # NAME ID
{
	pipe quote render "$2" -F json >doc.json
	check "$1: is made" pipe quote render "$2" -F pdf --out doc.pdf
	pdftotext -layout doc.pdf doc.text
	check_same "$1: names, numbers and totals can be read" '' \
		"$(python3 missing.py doc.json doc.text)"
	check_same "$1: all fonts are embedded" '' "$(pdffonts doc.pdf |
		awk 'NR > 2 && $(NF - 4) != "yes"')"
}

id=$(printf '%s\n' '{"text":"A & <b>","price":"1234.5","tax":"std"}' \
	'{"text":"Discounted","price":"99.99","quantity":"3","discount":10}' |
	pipe quote add --account 1 --notes 'Two lines
of notes' --from - -q)
whole 'a plain one' "$id"
cp doc.pdf first.pdf
pipe quote render "$id" -F pdf >doc.pdf
check 'the same bytes again' cmp first.pdf doc.pdf
SOURCE_DATE_EPOCH=1 pipe quote render "$id" -F pdf >doc.pdf
check 'whatever the clock' cmp first.pdf doc.pdf
check_same 'on A4' 1 "$(pdfinfo first.pdf | grep -c 'A4')"

# ---- long ones --------------------------------------------------------------------

id=$(i=0; while [ $((i += 1)) -le 120 ]; do
	echo "{\"text\":\"Item $i\",\"price\":\"$i.10\",\"tax\":\"std\"}"
done | pipe quote add --account 1 --from - -q)
whole 'a hundred and twenty lines' "$id"
pages=$(pdfinfo doc.pdf | awk '/^Pages/ { print $2 }')
check 'on several pages' test "$pages" -ge 3
check_same 'what is reached at the foot of a page is taken on at the next' \
	"$(grep -c 'Carried over' doc.text)" $((2 * (pages - 1)))
# the sum that is carried is that of the lines above it
check_same 'and it is the sum of the lines before' '' "$(awk '
	/Carried over/ { gsub(/,/, "", $3); if (++n % 2 &&
		sprintf("%.2f", sum) != $3) print $3, sum }
	$2 == "Item" { gsub(/,/, "", $NF); sum += $NF }' doc.text)"
check_same 'every page says which of how many' "$pages" \
	"$(grep -c "page [0-9]* of $pages" doc.text)"

# ---- every script -------------------------------------------------------------------

say() # LANGUAGE TEXT
{
	if [ -z "$(fc-list ":lang=$1" 2>/dev/null | head -n 1)" ]; then
		result 0 "$1 # SKIP no font"
		return
	fi
	id=$(echo "{\"text\":\"$2\",\"price\":\"1000\",\"tax\":\"std\"}" |
		pipe quote add --account 1 --notes "$2" --from - -q)
	whole "$1" "$id"
}
say de 'Größenänderung für Übergänge'
say pl 'Zażółć gęślą jaźń'
say cs 'Příliš žluťoučký kůň'
say tr 'Iğdır ılık süt'
say vi 'Dịch vụ bảo trì hằng năm'
say el 'Ετήσια συντήρηση αισθητήρων'
say ru 'Годовое обслуживание датчиков'
say uk 'Щорічне обслуговування їжі'
say he 'תחזוקה שנתית'
say ar 'صيانة سنوية'
say zh-cn '年度维护服务'
say ja 'センサーの保守'
say th 'บริการบำรุงรักษา'
say hi 'वार्षिक रखरखाव'

# ---- what no font has ---------------------------------------------------------------

id=$(printf '{"text":"A \360\277\277\240 B","price":"1"}\n' |
	pipe quote add --account 1 --from - -q 2>/dev/null)
if [ -n "$id" ]; then
	check_err 'line 1: no font has U+' pipe quote render "$id" -F pdf
else
	id=$(printf '{"text":"A \357\243\277 B","price":"1"}\n' |
		pipe quote add --account 1 --from - -q)
	check_err 'line 1: no font has U+F8FF' pipe quote render "$id" -F pdf
fi

# ---- who pays for it ----------------------------------------------------------------

for p in pipe pipe-quote pipe-deal pipe-line; do
	check_same "$p does without" 0 \
		"$(ldd "$BUILD/$p" | grep -c 'pango\|cairo\|glib')"
done
check_exit 1 'a version that is not there' pipe render "$id@9"
check_exit 2 'one at a time' pipe render
finish

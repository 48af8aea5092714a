#!/bin/sh
# What is sent: first it is kept, then it is mailed or written; a PDF that went
# out is given back byte for byte, whatever has changed since. Messages are read
# by python3's email, bytes compared by sha256sum, PDFs read by poppler.
. "${0%/*}/lib.sh"
command -v pipe-render >/dev/null || {
	echo '1..0 # SKIP pipe-render is not built here'
	exit 0
}
export XDG_CACHE_HOME="${TMPDIR:-/tmp}/pipe-test-fonts.$(id -u)"
message() { python3 "$TESTS/tools/message.py" "$@"; }
quietly() { "$@" >/dev/null 2>&1; }
sum() { sha256sum <"$1" | cut -d' ' -f1; }
status() { pipe quote list -c status,version -F tsv "number:$1" | tr '\t' ' '; }
ops() { pipe log -n 1 --json | jq '.[0].op'; }

store --me anna
cat >>"$PIPE_DIR/pipe.yaml" <<'.'
seller: {name: Příklad GmbH, city: Berlin, country: DE, footer: HRB 1}
tax: [{id: std, rates: [{name: VAT, rate: 19}]}]
.
quietly pipe config apply
quietly pipe rep add anna --name 'Anna Berg'
quietly pipe account add 'Acme Ltd' --country DE
quietly pipe product add GTX --name 'GTX Pro' --price 4821 --tax std
quietly pipe deal add Renewal --account 1 --close eoq
draft() # OPTIONS...: a draft; its number
{
	id=$(pipe quote add 1 --line GTX:3 -q "$@")
	quietly pipe quote line add "$id" --text 'Café & <b>' --price 99.95 \
		--tax std
	pipe quote list -c number -s -id -n 1
}

# ---- a message that is printed ------------------------------------------------

q=$(draft --name 'Größere Plattform')
check_exit 2 'it must be known who it is from' pipe quote send "$q" \
	--mail-to ada@example.com
check_same 'else nothing is sent' 'draft 1' "$(status "$q")"
pipe config set from 'Sales <sales@example.com>' -q
run pipe quote send "$q" --mail-to 'Ada <ada@example.com>, b@example.com'
echo "$out" >message
check_same 'sent, and printed' '0 sent 1' "$status $(status "$q")"
check 'a legal message' sh -c "python3 '$TESTS/tools/message.py' letter <message"
check_same 'about the quote' "Quote $q: Größere Plattform" \
	"$(message Subject <message)"
check_same 'to who is named' 'Ada <ada@example.com>, b@example.com' \
	"$(message To <message)"
for part in text html; do
	message $part <message >got
	pipe quote render "$q" -F $part >want
	check "its $part is the archive's" cmp want got
done
check 'which has the hash' grep -q "^$(pipe quote list -c hash \
	"number:$q")" want got
d=$(draft)
pipe quote render "$d" -F pdf --mail-to anna@example.com >drafted
check 'a draft to be looked at' sh -c \
	"python3 '$TESTS/tools/message.py' letter <drafted"
check_same 'is called one' "Quote $d (Draft) $d-draft.pdf" \
	"$(message Subject <drafted) $(message file <drafted)"
message pdf <drafted >drafted.pdf
pdftotext drafted.pdf drafted.txt
check 'and is one' grep -q Draft drafted.txt
check_same 'still' 'draft 1' "$(status "$d")"
check_same 'the same again, by render' "$(cat message)" "$(pipe quote render \
	"$q" --mail-to 'Ada <ada@example.com>, b@example.com')"

# ---- a PDF goes with it --------------------------------------------------------

q=$(draft)
pipe quote send "$q" -F pdf --mail-to ada@example.com >message 2>err
check_same 'what became of it' "quote/$q updated" "$(cat err)"
check 'a legal message, with a file' sh -c \
	"python3 '$TESTS/tools/message.py' letter <message"
check_same 'of a proper name' "$q.pdf" "$(message file <message)"
message pdf <message >mailed.pdf
pipe quote render "$q" -F pdf >kept.pdf
check_same 'its bytes are those kept' "$(sum kept.pdf)" "$(sum mailed.pdf)"
check_same 'under their digest' "$(sum mailed.pdf)" "$(pipe document list \
	"quote:$q" format:pdf -c digest)"
check_same 'in the store as base64' "$(base64 -w 0 mailed.pdf)" \
	"$(pipe document list "quote:$q" format:pdf --json=body | jq -r '.[0].body')"
pdftotext mailed.pdf mailed.txt
hash=$(pipe quote list -c hash "number:$q")
check 'it has the hash of the document' grep -q "$hash" mailed.txt
check_same 'which is that of the JSON' "$hash" "$(pipe quote render "$q" \
	-F json | sha256sum | cut -d' ' -f1)"
check 'and every name and figure' sh -c "pipe quote render $q -F json >q.json &&
	python3 '$TESTS/tools/paper-text.py' q.json mailed.pdf en"
check_out 'the file is known' pipe quote verify mailed.pdf <<.
mailed.pdf: $q@1 as sent (pdf), sent
.
check_same 'all by one operation' '5 1 send' "$(pipe log -n 1 --json | jq -r '
	"\([.[] | select(.ref | startswith("document/")) | .ref] | unique |
	length) \([.[].op] | unique | length) \(.[0].command | split(" ")[1])"')"
check 'the card says it' sh -c "pipe quote show $q | grep -q \"$hash  pdf\""
pipe quote render "$q" -F pdf --mail-to ada@example.com >again
check_same 'render mails the same' "$(cat message)" "$(cat again)"
head -c 2000 mailed.pdf >part.pdf
check_err 'pipe quote verify HASH' pipe quote verify part.pdf
check_exit 1 'a part of it is none' pipe quote verify part.pdf

quietly pipe quote add 1 --line GTX:1 --number 'Än"2026;b'
pipe quote render 'Än"2026;b' -F pdf --mail-to a@example.com >message
check 'a number that is no name of a file' sh -c \
	"python3 '$TESTS/tools/message.py' letter <message"
check_same 'makes one' 'n-2026-b-draft.pdf' "$(message file <message)"

# ---- byte for byte, whatever has changed since ---------------------------------

mkdir "$PIPE_DIR/templates"
cat >"$PIPE_DIR/templates/template.yaml" <<'.'
accent: "#a01020"
language: de
paper: letter
texts: [{language: de, introduction: Wie besprochen., closing: Bis bald.}]
.
logo >"$PIPE_DIR/templates/logo.png"
quietly pipe account set 1 --name 'Renamed AG'
quietly pipe product set GTX --price 1
sed -i 's/Příklad/Other/; s/rate: 19/rate: 25/' "$PIPE_DIR/pipe.yaml"
quietly pipe config apply
mkdir fonts
cat >fonts/fonts.conf <<.
<fontconfig><dir>$(dirname "$(fc-match -f '%{file}' 'DejaVu Sans Mono')")</dir>
<cachedir>$WORK/fonts</cachedir></fontconfig>
.
FONTCONFIG_FILE=$WORK/fonts/fonts.conf pipe quote render "$q" -F pdf >kept.pdf
check_same 'after templates, logo, fonts, names, prices and rates' \
	"$(sum mailed.pdf)" "$(sum kept.pdf)"
check 'into a file' pipe quote render "$q@1" -F pdf --out kept.pdf
check_same 'too' "$(sum mailed.pdf)" "$(sum kept.pdf)"
check_same 'without a program that makes any' "$(sum mailed.pdf)" "$(
	cp "$BUILD/pipe-quote" . && env PATH=/usr/bin:/bin ./pipe-quote \
	render "$q" -F pdf | sha256sum | cut -d' ' -f1)"
check_same 'and looked at long after' "$(sum mailed.pdf)" "$(pipe quote render \
	"$q" -F pdf --now 2031-01-01T00:00:00Z | sha256sum | cut -d' ' -f1)"
check 'in a language it is made anew' pipe quote render "$q" -F pdf --lang fr \
	--out fr.pdf
pdftotext fr.pdf fr.txt
check 'with the same hash on it' grep -q "$hash" fr.txt
check_not 'as another file' cmp -s fr.pdf mailed.pdf
check_exit 1 'which was not sent' pipe quote verify fr.pdf

# ---- the next version -------------------------------------------------------------

quietly pipe quote revise "$q"
pipe quote send "$q" -F pdf --mail-to ada@example.com >message 2>/dev/null
message pdf <message >v2.pdf
check_same 'is another file' "$q-v2.pdf" "$(message file <message)"
check_same 'and says so' "Angebot $q, Version 2" "$(message Subject <message)"
pdftotext v2.pdf v2.txt
check 'by the templates of now' grep -q 'Wie besprochen' v2.txt
check_not 'whose digest it is kept with' test "$(pipe document list \
	"quote:$q" version:1 format:pdf -c template)" = "$(pipe document list \
	"quote:$q" version:2 format:pdf -c template)"
pipe quote render "$q@1" -F pdf >kept.pdf
check_same 'the one before stays' "$(sum mailed.pdf)" "$(sum kept.pdf)"
check_out 'superseded' pipe quote verify mailed.pdf <<.
mailed.pdf: $q@1 as sent (pdf), superseded
.
quietly pipe quote revise "$q"
quietly pipe quote send "$q"
pipe quote render "$q" -F pdf >made.pdf
pdftotext made.pdf made.txt
check 'what was not sent as PDF is made of what was' grep -q "$(pipe quote list \
	-c hash "number:$q")" made.txt
check_same 'and is in no archive' 0 "$(pipe document list "quote:$q" version:3 \
	format:pdf --count)"
check 'accepted and won' pipe quote accept "$q" --win
check_same 'both' 'accepted 3 won' "$(status "$q") $(pipe deal list status:any \
	-c status name:Renewal)"
rm -r "$PIPE_DIR/templates"

# ---- into a file -------------------------------------------------------------------

q=$(draft)
check 'a file of what was sent' pipe quote send "$q" -F pdf --out out.pdf
check_same 'is the one kept' "$(sum out.pdf)" "$(pipe document list \
	"quote:$q" format:pdf -c digest)"
q=$(draft)
check 'another form' pipe quote send "$q" -F html --out out.html
check_same 'is in the archive too' "$q@1 as sent (html), sent" \
	"$(pipe quote verify out.html | cut -d' ' -f2-)"
q=$(draft)
check_err '; the change was saved' pipe quote send "$q" -F pdf --out no/x.pdf
check_same 'a file that cannot be written' 5 "$status"
check_same 'how to have it' "  try: pipe quote render $q@1 -F pdf --out FILE" \
	"$(echo "$err" | sed -n 2p)"
check_same 'it is sent' 'sent 1' "$(status "$q")"
check 'in a language' sh -c "pipe quote send $(draft) -F pdf --lang de --out \
	de.pdf && pdftotext de.pdf - | grep -q Angebot"

# ---- what is not kept is not sent ----------------------------------------------------

cat >mailer <<END
#!/bin/sh
cat >>'$WORK/sent'
END
printf '#!/bin/sh\nexit 75\n' >failing
chmod +x mailer failing
export PIPE_SENDMAIL="$WORK/mailer"
q=$(draft)
before=$(ops)
check 'a dry run' pipe quote send "$q" -F pdf --mail-to ada@example.com \
	--send --dry-run
check_same 'tells what would be kept' 5 "$(echo "$out" | grep -c ' created$')"
check_same 'and mailed' 'would be mailed to ada@example.com' "$err"
check_same 'keeps nothing' "$before draft 1" "$(ops) $(status "$q")"
check_not 'mails nothing' test -e sent
check 'nor writes' pipe quote send "$q" -F pdf --out dry.pdf --dry-run
check_not 'a file' test -e dry.pdf

glyph=$(draft)
quietly pipe quote line add "$glyph" --text "$(printf 'X \364\217\277\275')" \
	--price 1
before=$(ops)
check_exit 3 'a character that no font has' pipe quote send "$glyph" -F pdf \
	--mail-to ada@example.com --send
check_same 'is said once' "pipe-render: $glyph: line 3: no font has U+10FFFD" \
	"$(echo "$err" | grep -v '^  ')"
check_same 'keeps nothing' "$before draft 1" "$(ops) $(status "$glyph")"
check_exit 3 'nor does it with others' pipe quote send "$q" "$glyph" -F pdf
check_same 'of which none is sent' 'draft 1' "$(status "$q")"
run env PATH=/usr/bin:/bin ./pipe-quote send "$q" -F pdf
check_same 'no pipe-render' '5 pipe-quote: pipe-render: is not there' \
	"$status $(echo "$err" | head -n 1)"
check_same 'keeps nothing' "$before draft 1" "$(ops) $(status "$q")"
check_err 'is no program that takes mail' env PIPE_SENDMAIL=/nowhere/at/all \
	pipe quote send "$q" --mail-to ada@example.com --send
check_exit 2 'a mailer that is none' env PIPE_SENDMAIL='"open' \
	pipe quote send "$q" --mail-to ada@example.com --send
check_exit 3 'a quote that cannot be sent' pipe quote send Q-1 -F pdf \
	--mail-to ada@example.com --send
check_exit 4 'one that has moved on' pipe quote send "$q" -F pdf --if-rev 99 \
	--mail-to ada@example.com --send
for bad in nobody 'a@b.example,' "a@b.example
Bcc: x@y.example"; do
	check_exit 2 'no address' pipe quote send "$q" --mail-to "$bad" --send
done
check_same 'keeps nothing' "$before draft 1" "$(ops) $(status "$q")"
check_not 'mails nothing' test -e sent

# ---- what is kept and could not be mailed ---------------------------------------------

PIPE_SENDMAIL=$WORK/failing
check_exit 5 'a mailer that fails' pipe quote send "$q" -F pdf \
	--mail-to ada@example.com --send
check_same 'is told, and how to mail it' "pipe-quote: ada@example.com: not \
sent: $WORK/failing: ended with status 75
pipe-quote: 1 of 1 messages not sent; the change was saved
  try: pipe quote render $q@1 -F pdf --mail-to 'ada@example.com' --send" "$err"
check_same 'it is sent' 'sent 1' "$(status "$q")"
PIPE_SENDMAIL=$WORK/mailer
check 'as it says' sh -c "$(echo "$err" | sed -n 's/^  try: //p')"
message pdf <sent >late.pdf
check_same 'the mail has what is kept' "$(pipe document list "quote:$q" \
	format:pdf -c digest)" "$(sum late.pdf)"
rm sent

check 'once' pipe quote send "$(draft)" -F pdf --once k1 \
	--mail-to ada@example.com --send
check_same 'is mailed, and says so' "quote/$(pipe quote list -c number -s -id \
	-n 1) updated
sent to ada@example.com" "$err"
check 'is in the outbox' test -s sent
rm sent
q=$(pipe quote list -c number -s -id -n 1)
check 'a second run' pipe quote send "$q" -F pdf --once k1 \
	--mail-to ada@example.com --send
check_not 'mails nothing' test -e sent
a=$(draft) b=$(draft)
check 'several as PDF' pipe quote send "$a" "$b" -F pdf
check_same 'each with its own' 2 "$(pipe document list quote:"$a","$b" \
	format:pdf -c digest | sort -u | wc -l)"

# A quote that changes while its PDF is made is made again; the PDF that is kept
# is of what is kept.
mkdir meddling
cat >meddling/pipe-render <<END
#!/bin/sh
cat >'$WORK/doc.json'
if [ -e '$WORK/meddle' ]; then
	[ "\$(cat '$WORK/meddle')" = once ] && rm '$WORK/meddle'
	'$BUILD/pipe' quote line set "\$(cat '$WORK/which')" 1 --quantity +1 -q
fi
exec '$BUILD/pipe-render' "\$@" <'$WORK/doc.json'
END
sed -i 's/--quantity +1/--quantity "$(date +%N | sed "s,^0*,,")"/' \
	meddling/pipe-render
chmod +x meddling/pipe-render
draft >which
echo once >meddle
check 'changed once' env PIPE_EXEC_PATH="$WORK/meddling" "$BUILD/pipe-quote" \
	send "$(cat which)" -F pdf --out meddled.pdf
pipe quote render "$(cat which)" -F json >doc.json
check 'the PDF is of the changed one' python3 "$TESTS/tools/paper-text.py" \
	doc.json meddled.pdf en
check_same 'and kept' "$(sum meddled.pdf)" "$(pipe document list \
	"quote:$(cat which)" format:pdf -c digest)"
draft >which
echo always >meddle
check_exit 4 'changed again and again' env PIPE_EXEC_PATH="$WORK/meddling" \
	"$BUILD/pipe-quote" send "$(cat which)" -F pdf
check_same 'is not sent' 'draft 1' "$(status "$(cat which)")"
rm meddle

# ---- undone, carried over, whole --------------------------------------------------------

q=$(draft)
quietly pipe quote send "$q" -F pdf --out undone.pdf
quietly pipe undo
check_exit 1 'what was taken back is none' pipe quote verify undone.pdf
quietly pipe quote line set "$q" 1 --quantity 7
quietly pipe quote send "$q"
pipe quote render "$q" -F json >q.json
pipe quote render "$q" -F pdf >anew.pdf
check 'sent anew, without PDF, it is made' python3 \
	"$TESTS/tools/paper-text.py" q.json anew.pdf en
quietly pipe undo
quietly pipe quote send "$q" -F pdf --out anew.pdf
check_same 'with PDF, the last one is kept' "$(sum anew.pdf)" "$(pipe quote \
	render "$q" -F pdf | sha256sum | cut -d' ' -f1)"
check 'an import brings it in again' sh -c \
	'pipe export document | pipe import document -'
check_exit 3 'but no other bytes' sh -c "pipe export document |
	sed 's/\"body\":\"JVBERi0x/\"body\":\"JVBERi0y/' | pipe import document -"
pipe export --history >all
pipe -C "$WORK/copy" init -q --currency EUR --zone Europe/Berlin
pipe -C "$WORK/copy" import --replay all >/dev/null 2>&1
pipe -C "$WORK/copy" quote render "$q" -F pdf >copy.pdf
check_same 'a store made of the history has it' "$(sum anew.pdf)" \
	"$(sum copy.pdf)"
quietly pipe backup "$WORK/backup"
pipe -C "$WORK/restored" init --from-backup "$WORK/backup" -q >/dev/null 2>&1
check_same 'so has one from a backup' "$(sum anew.pdf)" "$(pipe -C \
	"$WORK/restored" quote render "$q" -F pdf | sha256sum | cut -d' ' -f1)"
check 'the log says how much was kept' sh -c "pipe log --json |
	jq -e 'any(.[]; .field == \"body\" and (.after | endswith(\" bytes\")))'"
check 'all is whole' pipe check
check 'the copy, too' pipe -C "$WORK/copy" check

# A long one: a thousand lines, all in the one transaction.
awk 'BEGIN { for (i = 1; i <= 1000; i++)
	printf "{\"text\":\"Item %d\",\"price\":\"%d.99\",\"tax\":\"std\"}\n", i, i }' |
	pipe quote add 1 --from - -q >id
check 'a thousand lines' pipe quote send "$(cat id)" -F pdf --out long.pdf
check_same 'are kept' "$(sum long.pdf)" "$(pipe quote render "$(cat id)" \
	-F pdf | sha256sum | cut -d' ' -f1)"
check 'and whole' pipe check -q

# ---- what cannot be --------------------------------------------------------------------

q=$(draft)
before=$(ops)
check_exit 2 'mailed to nobody' pipe quote send "$q" --send
check_exit 2 'to each' pipe quote send "$q" --mail-each rep
check_exit 2 'another form, which is in it anyway' pipe quote send "$q" \
	-F html --mail-to ada@example.com
check_exit 2 'the same of render' pipe quote render "$q" -F html \
	--mail-to ada@example.com
check_exit 2 'a message into a file' pipe quote render "$q" --out x \
	--mail-to ada@example.com
check_exit 2 'a form for nothing' pipe quote send "$q" -F html
check_exit 2 'no form' pipe quote send "$q" -F doc --out x
check_exit 2 'two by one message' pipe quote send "$q" "$(draft)" \
	--mail-to ada@example.com
check_exit 2 'two in one file' pipe quote send "$q" "$(draft)" --out x
check_exit 2 'what is refused left out' pipe quote send "$q" -F pdf --keep-going
check_same 'nothing of it is sent' 'draft 1' "$(status "$q")"
finish

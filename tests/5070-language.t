#!/bin/sh
# A document in its language, in every format: words, figures and days as its
# readers write them, columns that stand in line in every script, and one
# computed document, whose hash no language changes. What is to stand in them is
# made of the JSON by python3.
. "${0%/*}/lib.sh"
. "$TESTS/languages.sh"
text="python3 $TESTS/tools/paper-text.py"
store
quietly() { "$@" >/dev/null 2>&1; }
formats='text markdown html'

# A seller and taxes of a language; the rest of pipe.yaml stays.
cp "$PIPE_DIR/pipe.yaml" plain.yaml
house() # SELLER TAX
{
	{
		cat plain.yaml
		cat <<.
seller: {name: '$1', street: Ring 1, postal: "10115", city: Berlin,
  country: DE, vat_id: DE123456789, footer: '$1'}
tax:
  - {id: std, rates: [{name: '$2', rate: 19}]}
  - {id: low, rates: [{name: '$2', rate: 7}]}
.
	} >"$PIPE_DIR/pipe.yaml"
	quietly pipe config apply
}

language()
{
	lang=$1 item=$2 unit=$3 buyer=$5 notes=$8 money=${9:-EUR}
	house "$4" "$7"
	quietly pipe rep add "r-$lang" --name "$6" --email "$lang@one.example"
	account=$(pipe account add "$buyer" --language "$lang" -q)
	python3 - "$item" "$unit" <<'.' >lines
import json, sys
item, unit = sys.argv[1:]
for n, extra in enumerate([{"discount": 10, "tax": "std"}, {"tax": "low"},
        {"choice": "optional", "tax": "std"}, {"tax": "std"},
        {"interval": "month", "tax": "std"}, {"interval": "year", "tax": "low"}]):
    print(json.dumps({"text": "%s %d" % (item, n), "unit": unit,
        "quantity": "9.5", "price": str([1234.5, 99, 5, -250, 49, 7][n]),
        **extra}))
.
	id=$(pipe quote add --account "$account" --owner "r-$lang" \
		--name "$item" --notes "$notes" --discount 2.5 --from - -q \
		--currency "$money" <lines)
	quietly pipe quote send "$id"
	pipe quote render "$id" -F json >"$lang.json"
	pipe quote render "$id" >"$lang.text"
	pipe quote render "$id" -F markdown >"$lang.md"
	pipe quote render "$id" -F html >"$lang.html"
	for f in text md html; do
		check_out "$lang: every name, number and total in $lang.$f" \
			$text "$lang.json" "$lang.$f" "$lang" </dev/null
	done
	case $lang in
	ar | he) side=' dir="rtl"' ;;
	*) side= ;;
	esac
	check_same "$lang: the page says so" \
		"<html lang=\"$lang\"$side>" \
		"$(sed -n 's/zh-cn/zh/; 2p' "$lang.html")"
}
languages

# ---- columns in line ---------------------------------------------------------

# Widths by the tables of Unicode that python3 has: rows end where the rules
# above and below them do.
cat >width.py <<'.'
import sys, unicodedata
def width(s):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in s)
for path in sys.argv[1:]:
    rows = open(path, encoding="utf-8").read().split("\n")
    rules = [i for i, r in enumerate(rows)
             if set(r.lstrip("\u200f")) == {"-"}]
    wide = width(rows[rules[0]])
    figures = 0
    for r in rows[rules[0] - 1:]:
        if width(r) > wide:
            print(path, "is wider than its rules:", r)
        bare = r.rstrip("\u2069")
        if r.lstrip("\u200f").startswith(" ") and " - " not in r:
            if bare[-3:-2] in ".," or bare.endswith(")"):
                figures += 1
                if width(r) != wide:
                    print(path, "does not end in line:", r)
    if not figures and "ja" not in path:
        print(path, "has no figures")
.
check_out 'columns stand in line in every script' \
	python3 width.py ??.text </dev/null
id=$(printf '%s\n' '{"price":"1","text":"é́́e 株式会社見本のコンサルティングサービス、とても長い説明文がここに続きますので、折り返します"}' \
	'{"price":"123456789.12","quantity":"98765","text":"Größe über alles und noch viel mehr Wörter"}' \
	'{"price":"2","text":"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff"}' |
	pipe quote add --account 1 --language ja --from - -q)
pipe quote render "$id" >wide.text
check_out 'with long texts and large amounts' python3 width.py wide.text \
	</dev/null
check_same 'no character of a long text is lost' \
	'é́́e株式会社見本のコンサルティングサービス、とても長い説明文がここに続きますので、折り返します' \
	"$(sed -n '/^  1 /,/^  2 /{/^  2 /d;s/^  1 //;s/  1  *1.00 *1.00$//
	s/ //g;p;}' wide.text | tr -d '\n')"

# ---- which language ----------------------------------------------------------

house 'Example GmbH' VAT
quietly pipe account set 1 --no-language
new() # [OPTIONS]
{
	echo '{"text":"A","price":"1234.5","tax":"std"}' |
		pipe quote add --account 1 --from - -q "$@"
}
title() # QUOTE [OPTIONS]
{
	pipe quote render "$@" | sed -n '/^==/{g;p;q;};h' | cut -d' ' -f1
}
id=$(new)
check_same 'English, unless said' Quote "$(title "$id")"
pipe quote render "$id" -F json >before.json
quietly pipe quote set "$id" --language fr
check_same 'the language of the quote' Devis "$(title "$id")"
check_same 'with its figures and days' '15/10/2026 1 234,50' "$(
	pipe quote render "$id" | sed 's/\xc2\xa0/ /g' |
	grep -oE '1 234,50$|15/10/2026' | sort -ur | xargs)"
check_same 'the computed document is the same' "$(cat before.json)" \
	"$(pipe quote render "$id" -F json)"
check_same 'an option comes first' Angebot "$(title "$id" --lang de)"
quietly pipe account set 1 --language pl
check_same 'a new quote takes that of its account' pl "$(
	pipe quote show "$(new)" -F tsv -c language)"
check_same 'or its own' it "$(
	pipe quote show "$(new --language it)" -F tsv -c language)"
check_same 'a clone that of the quote' fr "$(
	pipe quote show "$(pipe quote clone "$id" -q)" -F tsv -c language)"
quietly pipe account set 1 --no-language
check_exit 2 'one there is not' pipe quote set "$id" --language xx
check_err "'xx': no language of documents" pipe quote render "$id" --lang xx
check_exit 2 'in an option' pipe quote render "$id" --lang xx
check_err '--lang: JSON is in no language' pipe quote render "$id" -F json \
	--lang de

# ---- as it was sent ----------------------------------------------------------

quietly pipe quote send "$id"
for f in $formats; do pipe quote render "$id" -F $f >sent.$f; done
check_exit 3 'what was sent keeps its language' \
	pipe quote set "$id" --language de
check_same 'in the language it was sent in' Devis "$(title "$id")"
mkdir "$PIPE_DIR/templates"
cat >"$PIPE_DIR/templates/template.yaml" <<'.'
accent: "#a01020"
language: de
texts:
  - {language: de, introduction: Wie besprochen., closing: Bis bald.}
  - {language: fr, introduction: Comme convenu.}
.
for f in $formats; do
	pipe quote render "$id" -F $f | cmp -s - sent.$f
	result $? "$f: to the byte, whatever the templates say since"
done
check_same 'which a hash is, in every format' '1 1 1' "$(
	h=$(sha256sum <before.json | cut -d' ' -f1)
	for f in $formats; do
		pipe quote render "$id" -F $f | grep -c "^$h\| $h\|^$h<"
	done | xargs)"
pipe quote render "$id" --lang de >de.txt
check 'in another language it is rendered anew' grep -q '^Angebot' de.txt
check_same 'with the hash of what was sent' "$(sha256sum <before.json |
	cut -d' ' -f1)" "$(tail -n 1 de.txt)"
check 'by which it is known' pipe quote verify "$(tail -n 1 de.txt)"
check_exit 1 'but its bytes are not those that were sent' \
	pipe quote verify de.txt

# A language given with sending is the quote's, and takes no approval back.
id=$(new)
check 'sent in a language' pipe quote send "$id" --lang sv --out sv.txt -F text
check_same 'which is the language of the quote' "sv Offert" \
	"$(pipe quote show "$id" -F tsv -c language) $(title "$id")"
check 'in the file as well' grep -q '^Offert' sv.txt
check_err "'xx': no language of documents" pipe quote send "$(new)" --lang xx
check_same 'and nothing is sent' 2 "$status"
quietly pipe quote revise "$id"
check_same 'the next version has it still' sv \
	"$(pipe quote show "$id" -F tsv -c language)"
check 'and may have another' pipe quote set "$id" --language nl
check_same 'the one before stays' Offert "$(title "$id@1")"

# A discount of nothing is not spoken of.
id=$(new)
quietly pipe quote line add "$id" --text Plain --price 10 --discount 0
quietly pipe quote line add "$id" --text Half --price 10 --discount 50
for f in text markdown; do pipe quote render "$id" -F $f --lang en; done |
	grep -oE '(Discount )?\b[0-9]+%' | sort -u >rates.txt
check_same 'discounts and taxes that are there' '50% Discount 50%' \
	"$(grep -v '^19%\|^7%' rates.txt | xargs)"

# ---- templates ---------------------------------------------------------------

id=$(new)
check_same 'the language of the templates' Angebot "$(title "$id")"
for f in $formats; do
	pipe quote render "$id" -F $f >t.$f
	check_same "$f: with their texts, above and below the lines" \
		'Wie besprochen. 1.234,50 Bis bald.' "$(sed 's/\\\././g' t.$f |
		grep -oE 'Wie besprochen\.|1\.234,50|Bis bald\.' | uniq |
		tr '\n' ' ' | sed 's/ $//')"
done
check 'and their colour' grep -q 'color:#a01020' t.html
logo >"$PIPE_DIR/templates/logo.png"
pipe quote render "$id" -F html >logo.html
sed -n 's/.*src="data:image\/png;base64,\([^"]*\)".*/\1/p' logo.html |
	base64 -d >logo.png
check 'a page has the logo within it' cmp logo.png \
	"$PIPE_DIR/templates/logo.png"
check_same 'and is what it was else' "$(cat t.html)" \
	"$(sed '/img class="logo"/d' logo.html)"
echo GIF89a >"$PIPE_DIR/templates/logo.png"
check_err 'templates/logo.png: is no PNG' pipe quote send "$id"
check_exit 3 'a logo of another kind' pipe quote render "$id" -F html
rm "$PIPE_DIR/templates/logo.png"
check_same 'the quote comes before them' Devis "$(
	title "$(new --language fr)")"
digest()
{
	pipe document list quote:"$1" -c format,template -F tsv | sort
}
quietly pipe quote send "$id"
digest "$id" >one
check_same 'what was sent is what was shown, with its hash' \
	"$(sed 's/ (Entwurf)//; /^===/d' t.text)" "$(pipe quote render "$id" |
	sed '/^===/d; /^SHA-256/,$d')"
sed -i 's/Bis bald/Bis morgen/' "$PIPE_DIR/templates/template.yaml"
id=$(new)
quietly pipe quote send "$id"
digest "$id" >two
check_same 'their digest is kept: another text, another digest' \
	'html markdown text' "$(join one two | awk '$2 != $3 { print $1 }' |
	xargs)"
echo 'language: xx' >"$PIPE_DIR/templates/template.yaml"
id=$(new)
check_err "template.yaml: language: 'xx': no language of documents" \
	pipe quote render "$id"
check_exit 3 'in templates' pipe quote render "$id"
check 'JSON needs none' pipe quote render "$id" -F json
check 'and another one can be given' pipe quote render "$id" --lang sv
check_exit 3 'templates in a language there is not' pipe quote send "$id"
check_same 'and nothing is sent' draft \
	"$(pipe quote show "$id" -F tsv -c status)"
printf 'language: de\nscript: x\n' >"$PIPE_DIR/templates/template.yaml"
check_err "template.yaml:2:1: unknown key 'script'" pipe quote send "$id"
rm -r "$PIPE_DIR/templates"

# ---- the others --------------------------------------------------------------

quietly pipe quote set "$id" --language ja
if command -v pipe-render >/dev/null && [ -n "$(fc-list :lang=ja family)" ]
then
	pipe quote render "$id" -F pdf >q.pdf
	check 'PDF has the language of the quote' sh -c \
		'pdftotext q.pdf - | grep -q 見積書'
fi
quietly pipe config set from 'Sales <sales@example.com>'
pipe quote render "$id" --mail-to ada@example.com >message
check_same 'its subject too' 1 "$(python3 "$TESTS/tools/message.py" subject \
	<message | grep -c '^見積書 ')"
for part in text html; do
	check_same "and the $part of a message" 1 "$(python3 \
		"$TESTS/tools/message.py" $part <message | grep -c '^見積書\|<h1>見積書')"
done
check_exit 0 'figures follow from lines' pipe check
finish

#!/bin/sh
# What users of other systems complained of, each with the thread it was read
# in: expiry, rounding, print against screen, versions.
. "${0%/*}/lib.sh"
store
cat >>"$PIPE_DIR/pipe.yaml" <<'END'
documents: {valid: 30}
seller: {name: Example GmbH, country: DE}
tax:
  - {id: vat19, rates: [{name: VAT, rate: 19}]}
  - {id: vat20, rates: [{name: VAT, rate: 20}]}
  - {id: vat8, rates: [{name: VAT, rate: 8}]}
  - {id: vat0, rates: [{name: VAT, rate: 0}]}
  - {id: iva, rates: [{name: IVA, rate: 21}, {name: RE, rate: 5.2}]}
END
pipe config apply -q >/dev/null
quietly() { "$@" >/dev/null 2>&1; }
quietly pipe account add 'Acme Ltd' --country DE
quietly pipe deal add 'Acme renewal' --account 1

# quote [OPTIONS...]: a draft; its lines as NDJSON on standard input
quote()
{
	pipe quote add --account 1 --from - -q "$@"
}
q() # ID COLUMNS [OPTIONS...]
{
	id=$1 columns=$2
	shift 2
	pipe quote show "$id" -F tsv -c "$columns" "$@"
}
on() # DAY COMMAND...: at noon
{
	day=$1
	shift
	PIPE_NOW=${day}T12:00:00Z "$@"
}

# ---- expiry ------------------------------------------------------------------------
# A job of the night wrote Expired over whatever stood there. Here it is
# computed: nothing is written, at any time.

a=$(echo '{"text":"A","price":"1"}' | quote --valid-until 2026-10-20)
b=$(echo '{"text":"B","price":"1"}' | quote --valid-until 2026-10-20)
c=$(echo '{"text":"C","price":"1"}' | quote --valid-until 2026-10-20)
quietly pipe quote send "$a" "$b" "$c"
quietly pipe quote reject "$b"
quietly on 2026-10-16 pipe quote accept "$c"
check_same 'frappe/erpnext#25248: lost stays lost' 'rejected	no' \
	"$(on 2026-12-01 q "$b" status,expired)"
check_same 'frappe/erpnext#20745: ordered stays ordered' 'accepted	no' \
	"$(on 2026-12-01 q "$c" status,expired)"
check_same 'frappe/erpnext#20354: how many were won and lost can be told' \
	'sent	1
accepted	1
rejected	1' "$(on 2026-12-01 pipe quote list --group status --count)"
check_same 'frappe/erpnext#32005: nobody has to mark it again' \
	"$(pipe quote history "$b" -F tsv | wc -l)" \
	"$(on 2026-12-01 pipe quote history "$b" -F tsv | wc -l)"
check_same 'invoiceninja/ui#2997: valid until today is valid today' \
	'sent	no' "$(PIPE_NOW=2026-10-20T21:59:59Z q "$a" status,expired)"
check_same 'and expired from midnight on, in the zone of the store' \
	'sent	yes' "$(PIPE_NOW=2026-10-20T22:00:00Z q "$a" status,expired)"
check_exit 3 'invoiceninja/invoiceninja#11371: then nobody can accept it' \
	on 2026-10-21 pipe quote accept "$a"
check_same 'and it is found' "$a" "$(on 2026-10-21 pipe quote list \
	expired:yes -i)"
check 'but by the end of its day anybody could' env \
	PIPE_NOW=2026-10-20T21:59:59Z pipe quote accept "$a" --dry-run
check 'and can say so later' on 2026-10-21 pipe quote accept "$a" \
	--at 2026-10-20

# ---- rounding -----------------------------------------------------------------------

check_same 'SuiteCRM/SuiteCRM#1776: 2,500.00 with 8 % in it' \
	'2314.81	185.19	2500.00' "$(q "$(echo \
	'{"text":"A","price":"2500.00","tax":"vat8"}' |
	quote --prices inclusive)" net,tax,total)"
check_same 'SuiteCRM/SuiteCRM#10811: 9.5 x 124.75, rounded not cut' \
	'1185.13	1185.13' "$(id=$(echo \
	'{"text":"A","price":"124.75","quantity":"9.5"}' | quote) &&
	echo "$(pipe line list quote:"$id" -c net)	$(q "$id" total)")"
check_same 'Dolibarr/dolibarr#39044: three at 5.55, 20 % in it: no discount' \
	'16.65	0.00	0' "$(q "$(echo \
	'{"text":"A","price":"5.55","quantity":"3","tax":"vat20"}' |
	quote --prices inclusive)" total,off,off_rate)"
# Three groups of lines, each taxed and rounded by itself, were a cent too many.
check_same 'SuiteCRM/SuiteCRM#1234: 19 % of what all groups come to' \
	'25395.20	4825.09' "$(q "$({
	echo '{"text":"A","price":"9443.71","tax":"vat19"}'
	echo '{"text":"B","price":"7975.76","tax":"vat19"}'
	echo '{"text":"C","price":"7975.73","tax":"vat19"}'; } | quote)" net,tax)"
lines='{"text":"A","price":"97.50","tax":"vat19"}
{"text":"B","price":"65","tax":"vat19"}
{"text":"C","price":"32.50","tax":"vat19"}'
check_same 'SuiteCRM/SuiteCRM#4460: 19 % of 195.00 is 37.05' 37.05 \
	"$(q "$(echo "$lines" | quote)" tax)"
check_same 'and 37.06 only for who computes by line' 37.06 \
	"$(q "$(echo "$lines" | quote --tax-by line)" tax)"
check_same 'SuiteCRM/SuiteCRM#4459: the rule is kept with the quote' \
	'document	half_up
line	half_even' "$(for x in 'document half_up' 'line half_even'; do
	q "$(echo "$lines" | quote --tax-by "${x% *}" --rounding "${x#* }")" \
		tax_by,rounding; done)"
# 12.2 % off several lines: the tax on screen was that of other roundings.
many=$(for i in 1 2 3 4 5 6 7 8 9; do
	echo '{"text":"A","price":"67.79","tax":"vat21"}'; done |
	sed 's/vat21/vat20/')
id=$(echo "$many" | quote --discount 12.2)
check_same 'OCA/sale-workflow#2690: tax of what is left, everywhere' \
	'535.68	107.14	642.82' "$(q "$id" net,tax,total)"
check_same 'and the lines add up to it' '53568 10714 64282' "$(pipe line list \
	quote:"$id" --json=net,tax_amount,total | jq -r '"\(map(.net_minor) |
	add) \(map(.tax_amount_minor) | add) \(map(.total_minor) | add)"')"
check_same 'margince/margince#1143: shares of a discount are all of it' 100.00 \
	"$(for i in 1 2 3; do echo '{"text":"A","price":"111.11"}'; done |
	quote --discount-amount 100 | while read -r id; do q "$id" off; done)"
check_same 'SuiteCRM/SuiteCRM#680: all of it off is nothing left' \
	'0.00	0.00	0.00' "$(q "$({
	echo '{"text":"A","price":"2.8207","quantity":"4","tax":"vat19"}'
	echo '{"text":"B","price":"2.8207","quantity":"5","tax":"vat19"}'; } |
	quote --discount 100)" net,tax,total)"
check_same 'several taxes, each on all that bears it' '210 52' "$(
	id=$(for i in 1 2 3 4 5; do
		echo '{"text":"A","price":"2.00","tax":"iva"}'; done | quote) &&
	pipe quote render "$id" -F json | jq -r '[.whole.taxes[].tax] |
	"\(.[0]) \(.[1])"')"

# ---- print and screen ---------------------------------------------------------------

id=$({ echo '{"text":"A <b> & \"c\"","price":"1234.5","tax":"vat19"}'
	echo '{"text":"Zero","price":"10","tax":"vat0"}'
	echo '{"text":"Extra","price":"5","tax":"vat19","choice":"optional"}'
	} | quote)
pipe quote render "$id" -F json >doc.json
figures()
{
	jq -r '.whole | .net, .tax, .total' doc.json | awk '{
		s = sprintf("%.2f", $1 / 100)
		while (match(s, /^[0-9]+[0-9][0-9][0-9][.,]/))
			s = substr(s, 1, RLENGTH - 4) "," substr(s, RLENGTH - 3)
		print s }'
}
for f in text markdown html; do
	pipe quote render "$id" -F $f >doc.$f
	missing=
	for figure in $(figures); do
		grep -q -F "$figure" doc.$f || missing="$missing $figure"
	done
	check_same "byte-foundry/inyo#29: the figures of the screen are in $f" \
		'' "$missing"
done
check_same 'and the screen has those of the document' "$(jq -r '.whole |
	"\(.net) \(.tax) \(.total)"' doc.json)" "$(pipe quote show "$id" \
	--json=net,tax,total | jq -r '.[] |
	"\(.net_minor) \(.tax_minor) \(.total_minor)"')"
check 'SuiteCRM/SuiteCRM-Core#405: the rate is printed as it is' \
	grep -q 'VAT 19% · Net 1,234.50' doc.text
check 'SuiteCRM/SuiteCRM#9213: and 0 % as well' \
	grep -q 'VAT 0% · Net 10.00 *0.00' doc.text
check 'frappe/erpnext#39354: what is optional is printed and not counted' \
	sh -c 'grep -A1 " Extra .*(5.00)$" doc.text | grep -q "^ *optional$" &&
	[ "$(jq .whole.lines doc.json)" = 2 ]'
check_same 'a page holds no markup but ours' 1 \
	"$(grep -c 'A &lt;b&gt; &amp; &quot;c&quot;' doc.html)"
check_same 'and needs nothing else' 0 "$(grep -c 'src=\|href=\|@import\|url(' \
	doc.html)"

# ---- versions -----------------------------------------------------------------------

id=$({ echo '{"text":"A","price":"100","tax":"vat19"}'
	echo '{"text":"B","price":"50","tax":"vat19"}'; } | quote --deal 1)
n=$(q "$id" number)
quietly pipe quote send "$id"
pipe quote render "$n" -F html >v1.html
pipe quote show "$n" -F json >v1.json
check 'frappe/erpnext#52963: a version without cancelling and amending' \
	pipe quote revise "$n"
check_same 'of the same number' "$n	2	draft" "$(q "$n" number,version,status)"
quietly pipe quote line set "$n" 1 --quantity 2
quietly pipe quote line rm "$n" 2
quietly pipe quote line add "$n" --text C --price 7
quietly pipe quote send "$n"
check_same 'frappe/erpnext#57319: revisions are counted' 2 "$(q "$n" version)"
check_same 'frappe/erpnext#58974: the one before is superseded' \
	"v1.html: $n@1 as sent (html), superseded" "$(pipe quote verify v1.html)"
pipe quote render "$n@1" -F html | cmp -s - v1.html
result $? 'Dolibarr/dolibarr#3339: and kept, to the byte'
pipe quote show "$n@1" -F json | cmp -s - v1.json
result $? 'invoiceninja/invoiceninja#11509: its fields and figures as well'
check_exit 3 'itflow-org/itflow#153: what was sent is not edited' \
	pipe quote line set "$n" 1 --quantity 3
check_same 'bsutton/hmb#326: each is a document with a hash of its own' \
	'1 2' "$(pipe document list quote:"$n" format:json -c version | xargs)"
check_out 'camster91/ashbi-platform#107: what changed between two' sh -c \
	"pipe quote diff $n@1 $n@2 -F tsv | grep -w 'text\|quantity\|total'" <<.
quote	total	178.50	245.00
line 1	quantity	1	2
line 1	total	119.00	238.00
line 2	text	B	
line 2	quantity	1	
line 2	total	59.50	
line 3	text		C
line 3	quantity		1
line 3	total		7.00
.
check_exit 1 'context-and-oss/XrmMockup#293: a version that is not there' \
	pipe quote show "$n@3"
check_exit 0 'a version and itself do not differ' \
	pipe quote diff "$n@1" "$n@1" --exit-code
check_exit 1 'two do' pipe quote diff "$n@1" "$n@2" --exit-code
check_same 'frappe/erpnext#47190: why there is another is in the log' \
	'they want two' "$(quietly pipe quote revise "$n" -m 'they want two' &&
	pipe log -n 1 --json | jq -r '.[0].message')"

# ---- as it was sent, whatever became of it since ---------------------------------------

quietly pipe account set 1 --name 'Renamed AG' --street Elsewhere
sed -i 's/rate: 19/rate: 25/; s/Example GmbH/Other GmbH/' "$PIPE_DIR/pipe.yaml"
pipe config apply -q >/dev/null
for v in 1 2; do
	pipe quote render "$n@$v" -F json >again.json
	check_same "version $v: the bytes have their hash" "$(pipe document \
		list quote:"$n" version:$v format:json -c hash)" \
		"$(sha256sum <again.json | cut -d' ' -f1)"
	check "version $v: the records of then make it again" \
		pipe quote verify again.json
done
check_same 'a new one goes by the new rate and name' '25 Other GmbH Renamed AG' \
	"$(id=$(echo '{"text":"A","price":"1","tax":"vat19"}' | quote) &&
	pipe quote render "$id" -F json | jq -r '"\(.taxes[0].rate) " +
	"\(.seller.name) \(.buyer.name)"')"
check_exit 1 'what was never sent is no version' pipe quote verify doc.html
check_exit 1 'nor is a hash of nothing' pipe quote verify 0123456789abcdef
check_exit 0 'the store is whole' pipe check
finish

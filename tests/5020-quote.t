#!/bin/sh
# Quotes: versions, expiry, rounding, and that what is printed is what is
# reckoned. Each block names the threads its complaint was read in.
. "${0%/*}/lib.sh"
store --me anna
cat >>"$PIPE_DIR/pipe.yaml" <<'END'
documents: {valid: 30, terms: 14}
seller: {name: Example GmbH, city: Berlin, country: DE}
tax:
  - id: standard
    rates:
      - {name: VAT, rate: 16, country: DE, from: 2020-07-01, to: 2020-12-31}
      - {name: VAT, rate: 19, country: DE, from: 2021-01-01}
      - {name: VAT, rate: 20, country: AT}
      - {name: VAT, rate: 0, country: AT, vat_id: true, category: AE,
         text: Reverse charge, reason: VATEX-EU-AE}
      - {name: GST, rate: 5, country: CA}
      - {name: QST, rate: 9.975, country: CA, region: QC}
  - {id: low, rates: [{name: VAT, rate: 7}]}
approvals:
  - {id: deep, discount_above: 15, by: [boss]}
  - {id: thin, margin_below: 10, by: [boss]}
  - {id: large, total_above: 50000, by: [manager]}
  - {id: late, terms_above: 60, by: [boss, manager]}
END
pipe config apply -q >/dev/null
quietly() { "$@" >/dev/null 2>&1; }
quietly pipe rep add boss --name Boss
quietly pipe team add sales --name Sales --manager boss
quietly pipe rep add anna --name 'Anna Berg' --team sales
quietly pipe account add 'Acme Ltd' --country DE --tag gold
quietly pipe account add 'Donau AG' --country AT --vat-id ATU123
quietly pipe account add 'Rive Inc' --country CA --region QC --currency CAD
quietly pipe product add GTX --name 'GTX Pro' --price 4821 --cost 3000 \
	--tax standard --unit piece
quietly pipe product add CARE --name 'Care plan' --price 12.50 \
	--interval month --tax standard
quietly pipe product add CALL --name 'Call' --price 0.0045 --tax low
quietly pipe deal add 'Acme renewal' --account 1 --amount 100
quietly pipe deal add 'Donau pilot' --account 2

# q NUMBER COLUMNS: what a quote says
q()
{
	pipe quote list archived:any -c "$2" -F tsv "number:$1"
}

# ---- a draft, from everywhere ----------------------------------------------------

check_out 'lines by product and quantity' \
	pipe quote add 1 --line GTX:3 --line CARE:10 <<.
1
.
check_same 'is a draft of the deal, its account and currency' \
	'1	1	draft	EUR	anna	2026-11-14	14' \
	"$(q Q-1 deal,account,status,currency,owner,valid_until,terms)"
run_in pipe quote add 2 --from - <<.
GTX	2
CALL	1000
.
check_same 'from lines of a product and a quantity' '0 2' "$status $out"
check_same 'priced each' 'GTX	2	9642.00
CALL	1000	4.50' "$(pipe line list quote:Q-2 -c product,quantity,net)"
run_in pipe quote add --account 1 --from - <<.
{"product":"GTX","quantity":1,"discount":10}
{"text":"Travel","price":"180.005","quantity":"2"}
.
check_same 'from NDJSON, without a deal' '0 3' "$status $out"
check_same 'free text too' 'GTX Pro	4338.90
Travel	360.01' "$(pipe line list quote:Q-3 -c text,net)"
check_out 'from an earlier quote' pipe quote clone Q-3 2 <<.
4
.
check_same 'with its lines' 'GTX Pro	4338.90
Travel	360.01' "$(pipe line list quote:Q-4 -c text,net)"
check_err 'no such product' pipe quote add 1 --line GTY:1
check_err 'Q-1: line 3: free text needs a price' \
	pipe quote line add Q-1 --text Travel
check_err 'has no line 9' pipe quote line set Q-1 9 --quantity 2
check_same 'numbers go on' 'Q-1 Q-2 Q-3 Q-4' "$(pipe quote list -c number |
	xargs)"

# ---- the deal's amount -------------------------------------------------------------

check_same 'the total is the deal'"'"'s amount' '17359.72	quote	125.00' \
	"$(pipe deal list -c amount,amount_from,recurring name:~renewal)"
quietly pipe quote add 1 --line GTX:1
check_same 'of one quote, the first' 'yes no' "$(pipe quote list deal:1 \
	-c primary | xargs)"
quietly pipe quote set Q-5 --primary yes
check_same 'or the one last made so' 'Q-1 no Q-5 yes 5736.99' "$(
	pipe quote list deal:1 -c number,primary | xargs) $(pipe deal list \
	-c amount name:~renewal)"
quietly pipe deal set 1 --amount 9000
check_same 'an amount by hand says so' '9000.00	manual' "$(pipe deal list \
	-c amount,amount_from name:~renewal)"
quietly pipe quote line set Q-5 1 --quantity 2
check_same 'and stays' '9000.00	manual' "$(pipe deal list \
	-c amount,amount_from name:~renewal)"
quietly pipe deal set 1 --amount-from quote
check_same 'until it is the quote'"'"'s again' '11473.98	quote' "$(
	pipe deal list -c amount,amount_from name:~renewal)"
quietly pipe quote set Q-1 --primary yes

# ---- taxes by place and day --------------------------------------------------------

check_same 'reverse charge, with its reason' \
	'VAT:AE:0:VATEX-EU-AE:Reverse charge' \
	"$(pipe line list quote:Q-2 product:GTX -c rates)"
check 'it is printed' sh -c 'pipe quote render Q-2 |
	tr "\n" " " |
	grep -qE "VAT 0% \(AE, Reverse charge, VATEX-EU-AE\) · Net +9,642.00 +0.00"'
quietly pipe product add CAD --name Box --price 100CAD --tax standard
quietly pipe quote add --account 3 --currency CAD --line CAD:1
check_same 'two taxes on a line' '[500,998,11498]' "$(pipe quote render Q-6 \
	-F json | jq -c '[.whole.taxes[].tax, .whole.total]')"
quietly pipe quote set Q-1 --day 2020-08-01
check_same 'the rate of the day' VAT:S:16 "$(pipe line list quote:Q-1 \
	product:GTX -c rates)"
quietly pipe quote set Q-1 --no-day
quietly pipe account add 'Nowhere' --country US
check_err 'tax class standard has no rate for US on 2026-10-15' \
	pipe quote add --account 4 --line GTX:1

# ---- where a price is from ---------------------------------------------------------

quietly pipe pricebook add Everybody
quietly pipe price add Everybody GTX 4700
quietly pipe price add Everybody GTX 4500 --min-quantity 10
quietly pipe pricebook add Gold --segment gold
quietly pipe price add Gold GTX 4400
quietly pipe pricebook add Past --segment gold --valid-until 2026-10-14
quietly pipe price add Past GTX 1
quietly pipe pricebook add Donau --account 2
quietly pipe price add Donau GTX 4600
price() # WANT OPTIONS...
{
	want=$1
	shift
	check_same "price of $*" "$want" "$(pipe price find GTX "$@" --json |
		jq -r '.[] | "\(.price) \(.by) \(.pricebook)"')"
}
price '4700.00 book Everybody' --quantity 9
price '4500.00 book Everybody' --quantity 10
price '4400.00 segment Gold' --account 1
price '4600.00 customer Donau' --account 2
check_same 'else the list price' '12.50 list null' "$(pipe price find CARE \
	--json | jq -r '.[] | "\(.price) \(.by) \(.pricebook)"')"
check_exit 1 'no price in that currency' pipe price find GTX --currency USD
quietly pipe quote add 2 --line GTX:3
check_same 'a line says where it is from' '4600.00	customer	5' "$(
	pipe line list quote:Q-7 -c price,price_by,price_entry)"
check_same 'and how far it is below the list' '-663.00' "$(pipe line list \
	quote:Q-7 -c variance)"
quietly pipe quote line set Q-7 1 --price 4650
check_same 'one that is given is explicit' '4650.00	explicit	' "$(
	pipe line list quote:Q-7 -c price,price_by,price_entry)"
check_err 'there is price/1 for this already' pipe price add Everybody GTX 1

# ---- life ---------------------------------------------------------------------------

check 'sent' pipe quote send Q-3
check_same 'is sent' 'sent	2026-10-15	1' "$(q Q-3 status,day,version)"
check_err 'Q-3: is sent, version 1 stays as it is' \
	pipe quote set Q-3 --terms 3
check_err 'for another version: pipe quote revise Q-3' \
	pipe quote line add Q-3 GTX:1
check_err 'Q-3: is sent, version 1 stays' pipe quote line rm Q-3 1
check_err 'Q-3: is sent, version 1 stays' pipe line set 5 --quantity 9
check_err 'Q-4: is draft and cannot be accepted' pipe quote accept Q-4
check_err 'Q-3: is sent and cannot be sent' pipe quote send Q-3
check 'accepted' pipe quote accept Q-3 --by 'A. Byron'
check_same 'by whom and when' 'accepted	A. Byron	2026-10-15T09:00:00Z' \
	"$(q Q-3 status,accepted_by,decided)"
check_err 'Q-3: is accepted and cannot be revised' pipe quote revise Q-3
check 'another' pipe quote send Q-4
check 'rejected' pipe quote reject Q-4 --reason 'too dear'
check_same 'and why' 'rejected	too dear' "$(q Q-4 status,reason)"
check_err 'Q-8: has no lines' sh -c \
	'pipe quote add 2 -q >/dev/null && pipe quote send Q-8'

# In one operation the quote is accepted and the deal won.
quietly pipe deal set 2 --close eoq
quietly pipe quote send Q-2
before=$(pipe log -n 1 --json | jq '.[0].op')
check 'accepted and won' pipe quote accept Q-2 --win
check_same 'by one operation' $((before + 1)) \
	"$(pipe log -n 1 --json | jq '.[0].op')"
check_same 'both' 'accepted won' "$(q Q-2 status) $(pipe deal list status:any \
	-c status name:~pilot)"
check 'taken back' pipe undo
check_same 'both again' 'sent open' "$(q Q-2 status) $(pipe deal list \
	status:any -c status name:~pilot)"

# A sending that was taken back never was.
quietly pipe quote add 2 --line GTX:1
q=$(pipe quote list -c number -s -id -n 1)
quietly pipe quote send "$q"
pipe quote render "$q" >taken.txt
check 'taken back' pipe undo
check_exit 1 'is no version any more' pipe quote verify taken.txt
quietly pipe quote line set "$q" 1 --quantity 2
check 'sent anew' pipe quote send "$q"
check 'is accepted as it was sent at last' pipe quote accept "$q"
check_exit 3 'an import does not change what was sent' sh -c \
	"pipe export line | sed 's/\"quantity\":2,/\"quantity\":9,/' |
	pipe import line -"
check 'and may bring it in again' sh -c \
	'pipe export line | pipe import line -'
check 'figures follow from lines' pipe check

# ---- approval -----------------------------------------------------------------------

quietly pipe quote add 1 --line GTX:2 --discount 20
q=$(pipe quote list -c number -s -id -n 1)
check_err "$q: needs an approval, rule deep asks for it" pipe quote send "$q"
check_err "try: pipe quote submit $q" pipe quote send "$q"
check 'submitted' pipe quote submit "$q"
check_err "$q: anna may not approve what rule deep asks for" \
	pipe quote approve "$q"
pipe config set me boss
check 'declined' pipe quote decline "$q" --reason 'less, please'
check_same 'is a draft again' 'draft	less, please' "$(q "$q" status,reason)"
quietly pipe quote submit "$q"
check 'approved' pipe quote approve "$q"
check_same 'by whom' 'approved	boss' "$(q "$q" status,approved_by)"
quietly pipe quote line set "$q" 1 --quantity 3
check_same 'a change takes the approval back' 'draft	' \
	"$(q "$q" status,approved_by)"
quietly pipe quote submit "$q"
quietly pipe quote approve "$q"
check 'and it is sent' pipe quote send "$q"
asked() # WANT FIELDS...
{
	want=$1
	shift
	quietly pipe quote add 1 "$@"
	check_same "asked by $*" "$want" "$(pipe quote list -c asked -s -id \
		-n 1)"
}
asked '' --line GTX:1
asked large --line GTX:12
asked late --line GTX:1 --terms 61
asked deep,thin --line GTX:1 --discount 35
pipe config set me anna

# ---- which discounts win, and what goes out by mail ------------------------------------

pipe quote list archived:any --json=off_rate,status,sent,expired |
	jq -r '[.[] | select(.sent)] as $sent |
	[[-1, 0], [0, 5], [5, 10], [10, 15], [15, 20], [20, 30], [30, 999]][] |
	. as [$a, $b] | [$sent[] | select(.off_rate > $a and .off_rate <= $b)] |
	[length, (map(select(.status == "accepted")) | length),
	(map(select(.status == "rejected")) | length)] | @tsv' >want
check_same 'discounts by what became of the quotes' "$(cat want)" \
	"$(pipe report discounts -F tsv | cut -f2-4)"
check_same 'and how many of those decided were won' "$(pipe report discounts \
	-F tsv | awk -F '\t' '{ n = $3 + $4 + $5
	print n ? int($3 * 10000 / n + .5) / 100 : "" }')" \
	"$(pipe report discounts -F tsv -c won 2>/dev/null || pipe report \
	discounts -F tsv | cut -f7)"
apart=$(pipe quote list archived:any --json=sent,currency |
	jq '[.[] | select(.sent and .currency != "SEK")] | length')
check_same 'those in another currency are told of' \
	"$apart quotes left apart: their amount is in another currency than the one asked for" \
	"$(pipe report discounts archived:any total:1SEK.. 2>&1 >/dev/null)"
pipe config set from 'Sales <sales@example.com>' -q
pipe quote render Q-3 --mail-to ada@example.com >message
check 'a message to who is named' grep -q '^To: ada@example.com' message
check 'with the page beside the text' grep -q '^Content-Type: text/html' message
check 'about the quote' grep -q '^Subject: Quote Q-3' message

# ---- before taxes are told of --------------------------------------------------------

export PIPE_DIR="$WORK/bare"
quietly pipe init
quietly pipe deal add Bare
quietly pipe product add SPADE --name Spade --price 10EUR --tax standard
check_err 'Q-1: line 1: there is no tax class standard' \
	pipe quote add 1 --line SPADE:1
check_same 'no quote is made that leaves a tax out' '' \
	"$(pipe quote list archived:any -F ids)"
quietly pipe quote add 1
check 'a line without taxes is' pipe quote line add Q-1 SPADE:1 --no-tax
quietly pipe quote line set Q-1 1 --quantity 3
quietly pipe quote clone Q-1
check_same 'in a clone, too' '3||30.00|30.00' "$(pipe line list quote:Q-2 \
	-F tsv -c quantity,tax,net,total | tr '\t' '|')"
check_same 'and stays so' '3||30.00|30.00' "$(pipe line list quote:Q-1 -F tsv \
	-c quantity,tax,net,total | tr '\t' '|')"

# ---- the class of what has none ------------------------------------------------------

class() # CLASS: of lines that have none of their own
{
	{
		grep -v '^tax:\|^documents:' "$PIPE_DIR/pipe.yaml"
		echo 'tax: [{id: std, rates: [{name: VAT, rate: 19}]},'
		echo '  {id: low, rates: [{name: VAT, rate: 7}]}]'
		echo "documents: {tax: $1}"
	} >new.yaml
	cp new.yaml "$PIPE_DIR/pipe.yaml"
}
cp "$PIPE_DIR/pipe.yaml" old.yaml
class sdt
check_err "tax: there is no tax class 'sdt' (did you mean 'std'?)" \
	pipe config apply
cp old.yaml "$PIPE_DIR/pipe.yaml"
class std
quietly pipe config apply
quietly pipe product add NAIL --name Nail --price 1EUR
quietly pipe product add BOOK --name Book --price 20EUR --tax low
id=$(pipe quote add 1 --line NAIL:10 --line BOOK:1 -q)
quietly pipe quote line add "$id" --text 'By hand' --price 100
quietly pipe quote line add "$id" --text 'A stamp' --price 5 --no-tax
check_same 'the product says, else the policy, unless the line does' \
	'std|1.90 low|1.40 std|19.00 |0.00' "$(pipe line list quote:"$id" \
	-F tsv -c tax,tax_amount -s position | tr '\t' '|' | xargs)"
check_same 'in a clone as well' 'std|1.90 low|1.40 std|19.00 |0.00' "$(
	new=$(pipe quote clone "$id" -q)
	pipe line list quote:"$new" -F tsv -c tax,tax_amount -s position |
		tr '\t' '|' | xargs)"
finish

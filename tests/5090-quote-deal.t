#!/bin/sh
# What a deal goes by when its quotes come and go, and that a version is shown
# as it was sent whatever was taken back before.
. "${0%/*}/lib.sh"
store --me anna
quietly() { "$@" >/dev/null 2>&1; }
quietly pipe rep add anna --name 'Anna Berg'
quietly pipe product add GTX --name 'GTX Pro' --price 100
quietly pipe product add CARE --name 'Care plan' --price 12 --interval month
quietly pipe deal add One
quietly pipe deal add Two

# deal N: amount, what it is from, and what recurs
deal()
{
	pipe deal list id:$1 -c amount,amount_from,recurring -F csv \
		--no-header
}
primaries()
{
	pipe quote list primary:yes -c number,deal | tr '\t\n' '  '
}
quietly pipe quote add 1 --line GTX:3 --line CARE:1
quietly pipe quote add 1 --line GTX:1
check_same 'the first is primary' '312.00,quote,12.00' "$(deal 1)"
quietly pipe quote rm Q-1
check_same 'when it is archived, the next one is' 'Q-2 1 ' "$(primaries)"
check_same 'and nothing recurs any more' '100.00,quote,' "$(deal 1)"
quietly pipe quote restore Q-1
check_same 'it is again when it is back' 'Q-1 1 312.00,quote,12.00' \
	"$(primaries)$(deal 1)"
quietly pipe quote line rm Q-1 2
check_same 'a line that recurred is gone' '300.00,quote,' "$(deal 1)"
quietly pipe quote set Q-1 --primary no
check_same 'one that is none gives way' 'Q-2 1 100.00,quote,' \
	"$(primaries)$(deal 1)"
quietly pipe quote set Q-2 --deal 2
check_same 'of two deals each goes by its own' 'Q-1 1 Q-2 2 ' "$(primaries)"
check_same 'the one that lost it' '300.00,quote,' "$(deal 1)"
check_same 'the one that got it' '100.00,quote,' "$(deal 2)"
quietly pipe quote add 2 --line GTX:7
quietly pipe quote set Q-1 --deal 2
check_same 'one that comes does not take a place' '100.00,quote,' "$(deal 2)"
check_same 'without a quote an amount is nobody'"'"'s' '300.00,,' "$(deal 1)"
check_err 'deal/1: no quote is its primary one' \
	pipe deal set 1 --amount-from quote
quietly pipe quote rm Q-3
quietly pipe quote rm Q-1
quietly pipe quote line rm Q-2 1
check_same 'nor of one without lines' '100.00,,' "$(deal 2)"
quietly pipe quote line add Q-2 GTX:2
check_same 'till there are lines' '200.00,quote,' "$(deal 2)"
check_err 'Q-2: its total is below zero, and would be the amount of deal/2' \
	pipe quote line set Q-2 2 --quantity -1
check 'figures follow from lines' pipe check
quietly pipe deal add Three
quietly pipe quote add 3 --line GTX:9
quietly pipe quote add 3 --line GTX:4 --line CARE:1
q=$(pipe quote list -c number -s -id -n 1)
quietly pipe quote send "$q"
check 'the other one is accepted' pipe quote accept "$q" --win
check_same 'and what the deal is won at' '412.00,quote,12.00 won' "$(deal \
	'3 status:won') $(pipe deal list id:3 status:any -c status)"
check_same 'it is the primary one' yes "$(pipe quote list "number:$q" \
	-c primary)"
check_err "for another quote: pipe quote clone $q" \
	pipe quote line rm "$q" 1
quietly pipe undo
check_same 'taken back, all of it is' '900.00,quote,' "$(deal 3)"

# ---- versions after something was taken back --------------------------------------

quietly pipe quote add --line GTX:1
q=$(pipe quote list -c number -s -id -n 1)
quietly pipe quote send "$q"
quietly pipe quote revise "$q"
quietly pipe undo
quietly pipe undo
quietly pipe quote line set "$q" 1 --quantity 7
quietly pipe quote send "$q"
quietly pipe quote reject "$q" --reason dear
quietly pipe quote revise "$q"
quietly pipe quote line set "$q" 1 --quantity 8
check_same 'a version is as it was sent at last' '700.00 rejected dear' "$(
	pipe quote show "$q@1" --json=total,status,reason |
	jq -r '.[0] | "\(.total) \(.status) \(.reason)"')"
check_same 'and is compared as that' 'quantity 7 8' "$(pipe quote diff "$q@1" \
	"$q@2" -F tsv | awk '$3 == "quantity" { print $3, $4, $5 }')"
quietly pipe quote send "$q"
quietly pipe quote revise "$q"
quietly pipe undo
quietly pipe quote revise "$q"
check_same 'each of them' '700.00 800.00' "$(pipe quote show "$q@1" \
	--json=total | jq -r '.[].total') $(pipe quote show "$q@2" \
	--json=total | jq -r '.[].total')"

# ---- once is once -----------------------------------------------------------------

first=$(pipe quote add 1 --line GTX:1 --once key -q)
check_same 'a second run prints what the first did' "$first" \
	"$(pipe quote add 1 --line GTX:1 --once key -q)"

# ---- terms of the product, prices of the customer ---------------------------------

cat >>"$PIPE_DIR/pipe.yaml" <<'EOF'
tax:
  - {id: full, rates: [{name: VAT, rate: 20}]}
  - {id: low, rates: [{name: VAT, rate: 5}]}
EOF
quietly pipe config apply
quietly pipe account add Gold --tag gold
quietly pipe account add Plain
quietly pipe product add BOX --name Box --price 100 --tax full --unit piece
quietly pipe product add BOOK --name Book --price 10 --tax low \
	--interval month
quietly pipe pricebook add Gold --segment gold
quietly pipe pricebook add Later --valid-from 2026-11-01
quietly pipe price add Gold BOX 80
quietly pipe price add Later BOX 90
quietly pipe quote add --account Gold --line BOX:2 --line BOX:1
q=$(pipe quote list -c number -s -id -n 1)
quietly pipe quote line set "$q" 2 --price 95
lines()
{
	pipe line list "quote:$q" -c price,price_by,tax,unit,interval,net,total \
		-F csv --no-header | tr '\n' ' '
}
given='95.00,explicit,full,piece,,95.00,114.00 '
check_same 'prices of the segment' \
	"80.00,segment,full,piece,,160.00,192.00 $given" "$(lines)"
quietly pipe quote set "$q" --account Plain
check_same 'are not another customer'"'"'s; one that was given stays' \
	"100.00,list,full,piece,,200.00,240.00 $given" "$(lines)"
quietly pipe quote set "$q" --day 2026-11-02
check_same 'those of the day' \
	"90.00,book,full,piece,,180.00,216.00 $given" "$(lines)"
quietly pipe quote line set "$q" 1 --product BOOK
check_same 'another product comes with its terms' \
	"10.00,list,low,,month,20.00,21.00 $given" "$(lines)"
quietly pipe quote line set "$q" 1 --product BOX --tax low
check_same 'unless they are given' \
	"90.00,book,low,piece,,180.00,189.00 $given" "$(lines)"
quietly pipe quote line set "$q" 1 --no-product
check_same 'of free text the price is what it says' \
	"90.00,explicit,low,piece,,180.00,189.00 $given" "$(lines)"

# ---- a discount is of what it is on ------------------------------------------------

quietly pipe quote add --line BOX:1 --line BOX:-2
q=$(pipe quote list -c number -s -id -n 1)
beyond="the discount is not within 0 and what the line"
check_err "$q: line 1: $beyond comes to" \
	pipe quote line set "$q" 1 --discount-amount 100.01
check_err "$q: line 1: $beyond comes to" \
	pipe quote line set "$q" 1 --discount-amount -1
check_err "$q: line 2: $beyond comes to" \
	pipe quote line set "$q" 2 --discount-amount 1
check 'all of it may be given' \
	pipe quote line set "$q" 1 --discount-amount 100
check 'and of what goes back it goes back' \
	pipe quote line set "$q" 2 --discount-amount -200
check_same 'then nothing is left' 0.00 "$(pipe quote list "number:$q" -c total)"
quietly pipe quote line set "$q" 1 2 --no-discount-amount
quietly pipe quote line rm "$q" 2
check_err "$q: ${beyond}s come to" pipe quote set "$q" --discount-amount 100.01
check 'nor more than all' pipe quote set "$q" --discount-amount 100

# ---- nothing is taken without effect, nothing is sold that is not ----------------

quietly pipe quote add --line GTX:1 --line CARE:1
q=$(pipe quote list -c number -s -id -n 1)
check_exit 2 'rm sets nothing' pipe quote line rm "$q" 1 --quantity 9
check_exit 2 'set takes no file' pipe quote line set "$q" 1 --from /dev/null
check_exit 2 'nor nothing at all' pipe quote line set "$q" 1
check_exit 2 'lines of a file say their own' \
	sh -c "echo GTX | pipe quote line add $q --from - --discount 5"
check_same 'it is as it was' '2 112.00' "$(pipe quote list -c lines,total \
	"number:$q" | tr '\t' ' ')"
quietly pipe product set CARE --active no
check_err 'product/CARE: is not sold at present' \
	pipe quote line add "$q" CARE
quietly pipe product rm GTX
check_err 'product/GTX: is archived' pipe quote add 1 --line GTX:1
check 'what is offered already can be changed' \
	pipe quote line set "$q" 1 --quantity 2
quietly pipe account add Gone
quietly pipe account rm 3
check_err 'account/3: is archived' pipe quote add --account 3
check_err 'account/3: is archived' pipe quote set "$q" --account 3
quietly pipe deal rm 1
check_err 'deal/1: is archived' pipe quote add 1
check 'a quote of it can be finished' pipe quote send "$(pipe quote list \
	deal:1 -c number -n 1)"
finish

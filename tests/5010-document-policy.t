#!/bin/sh
# What pipe.yaml says of documents: taxes, numbers, approvals, defaults; and
# prices finer than a cent.
. "${0%/*}/lib.sh"
store
cp "$PIPE_DIR/pipe.yaml" plain

# with TEXT: the policy as it was made, and more
with()
{
	{ cat plain; printf '%s\n' "$1"; } >"$PIPE_DIR/pipe.yaml"
}
line=$(($(wc -l <plain) + 1))

# fault TEXT YAML: what is wrong stands behind the @.
fault()
{
	with "$(printf %s "$2" | tr -d @)"
	column=$(printf %s "$2" | awk '{ print index($0, "@") }')
	check_err "pipe.yaml:$line:$column: $1" pipe config check
}
fault "unknown prices 'exclusve' (did you mean 'exclusive'?)" \
	'documents: {prices: @exclusve}'
fault 'valid: days, 0 to 3660, are needed' 'documents: {valid: @9999}'
fault "country: 'XX': no such country" 'seller: {country: @XX}'
rates()
{
	fault "$1" "tax: [{id: a, rates: [$2]}]"
}
rates "rate: 'rate' is missing" '@{name: VAT}'
rates 'rate: a percentage from 0 to 1000' '{name: VAT, rate: @-1}'
rates 'rate: of category Z it is 0' '{name: VAT, rate: @1, category: Z}'
rates 'category: AE needs a reason' '{name: VAT, rate: 0, category: @AE}'
rates 'category: a rate of 0 is Z' '{name: VAT, rate: 0, category: @S}'
rates 'region: needs its country' '{name: PST, rate: 7, region: @BC}'
rates 'to: is before from' \
	'{name: VAT, rate: 1, from: 2026-02-01, to: @2026-01-01}'
rates "from: 'today': not a day" '{name: VAT, rate: 19, from: @today}'
rates "name: ':' and ';' cannot stand" '{name: @"V:T", rate: 19}'
rates "rate 'VAT': holds on days of the one on line $line" \
	'{name: VAT, rate: 19}, @{name: VAT, rate: 16, from: 2020-07-01}'
one='rates: [{name: V, rate: 1}]'
fault "tax class 'a' given twice" "tax: [{id: a, $one}, {id: @a, $one}]"
fault "series: products have no numbers" 'series: {@product: "Q-{n}"}'
fault "approval 'x': one of discount_above" 'approvals: [@{id: x, by: [anna]}]'
fault "approval: 'by' is missing" 'approvals: [@{id: x, discount_above: 10}]'

with 'documents: {prices: inclusive}
seller: {name: Example, country: DE}
tax:
  - id: standard
    rates:
      - {name: VAT, rate: 16, to: 2020-12-31}
      - {name: VAT, rate: 19, from: 2021-01-01}'
check_out 'what an adoption would change' sh -c \
	'pipe config apply | grep -v "^version"' <<.
tax class standard: added
prices exclusive -> inclusive
name none -> Example
country none -> DE
.
check 'a product of a class' pipe product add A --name A --tax standard
check_err "tax: no such word 'stand'" pipe product add B --name B --tax stand
cp plain "$PIPE_DIR/pipe.yaml"
check_err 'tax class standard is in use by product/A' pipe config apply

# ---- prices finer than a cent ---------------------------------------------------
store
check 'finer than a cent' pipe product add FINE --name Fine --price 0.0045
check 'with its currency' pipe product add YEN --name Yen --price 1500JPY
check_err "'12EUR': the record's currency is JPY" \
	pipe product set YEN --price 12EUR
check_out 'as they were given' pipe product list -c sku,price,currency <<.
FINE	0.0045	EUR
YEN	1500	JPY
.
check_out 'minor units where there are' sh -c \
	'pipe product list --json | jq -c "[.[] | [.price, .price_minor]]"' <<.
[["0.0045",null],["1500",1500]]
.
check_out 'by size' pipe product list price:..1 -c sku <<.
FINE
.
finish

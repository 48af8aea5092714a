#!/bin/sh
# Exchange rates: set, listed, imported in every shape, converted.
. "$(dirname "$0")/lib.sh"
store --me anna

# ---- set ------------------------------------------------------------------------

check_out 'set' pipe rate set EUR USD 2026-10-01 1.0842 --source ecb <<.
1
.
check_same 'is said' 'rate/1 created' "$err"
check_out 'in any case of letters, a word for the day' \
	pipe rate set eur usd yesterday 1.0900 <<.
2
.
check 'the same' pipe rate set EUR USD 2026-10-01 1.08420
check_same 'is nothing' 'rate/1 unchanged' "$err"
check 'another' pipe rate set EUR USD 2026-10-01 1.085
check_same 'replaces' 'rate/1 updated' "$err"
check_out 'a plan is another table' \
	pipe rate set EUR USD 2026-10-01 1.1 --plan budget <<.
3
.
check_out 'listed' pipe rate list -c id,day,base,currency,plan,rate <<.
1	2026-10-01	EUR	USD		1.085
2	2026-10-14	EUR	USD		1.09
3	2026-10-01	EUR	USD	budget	1.1
.
check_out 'filtered' pipe rate list currency:USD day:2026-10-02.. -c rate <<.
1.09
.
check_out 'by plan' pipe rate list plan:budget -i <<.
3
.
check_out 'the history' sh -c "pipe rate history 1 --json |
	jq -r '.[] | select(.field == \"rate\") | .instant + \" \" + .after'" <<.
2026-09-30T22:00:00Z 1.0842
2026-10-15T09:00:00Z 1.085
.
check_out 'the source is of the rate before' sh -c \
	'pipe rate show 1 --json | jq ".[0].source"' <<.
null
.
check_err 'EUR/USD 2026-10-01: a rate is above zero' \
	pipe rate set EUR USD 2026-10-01 0
check_err 'a rate is above zero' pipe rate set EUR USD 2026-10-01 -- -1
check_err 'no rate is that large or small' \
	pipe rate set EUR USD 2026-10-01 10000000000
check_err 'no rate is that large or small' \
	pipe rate set EUR USD 2026-10-01 0.0000000001
check_err "unknown currency" pipe rate set EUR UDS 2026-10-01 1
check_err 'a currency has no rate in itself' \
	pipe rate set EUR EUR 2026-10-01 1
check_err 'the name of a plan is one word' \
	pipe rate set EUR USD 2026-10-01 1 --plan 'a plan'
check_exit 3 'no number' pipe rate set EUR USD 2026-10-01 1,08
check_exit 2 'no rate' pipe rate set EUR USD 2026-10-01
check_err '--day: does not go with BASE CURRENCY DAY RATE' \
	pipe rate set EUR USD 2026-10-01 1.1 --day today
check_err '--keep-going: is of no use here' \
	pipe rate set EUR USD 2026-10-01 1.1 --keep-going
check_out 'dry run' sh -c 'pipe rate set EUR USD 2026-10-01 9 --dry-run \
	>/dev/null && pipe rate show 1 -c rate -F tsv' <<.
1.085
.

# the generic verbs stay
check 'by id' pipe rate set 3 --source board
check_err 'is given when the rate is added and stays' \
	pipe rate set 3 --day 2026-10-02
check_out 'add, of the base currency' \
	pipe rate add --currency GBP --day 2026-10-01 --rate 0.87 <<.
4
.
check_err 'it is rate/4; pipe rate set replaces it' \
	pipe rate add --currency GBP --day 2026-10-01 --rate 0.88
check_out 'is of its day too' pipe rate show 4 -c created -F tsv <<.
2026-09-30T22:00:00Z
.
check 'withdrawn currencies have rates' \
	pipe rate set EUR ITL 2001-12-31 1936.27

# ---- clocks ---------------------------------------------------------------------

convert() { pipe rate convert 1000EUR USD 2026-10-01 "$@"; }
check_out 'now' convert <<.
1085.00
.
check_out 'as of the day it was of' convert --as-of 2026-10-01 <<.
1084.20
.
check_exit 1 'before it, nothing is known' convert --as-of 2026-09-30
check_out 'as recorded before the change' convert --as-recorded @1 <<.
1084.20
.
check_out 'as recorded at it' convert --as-recorded @3 <<.
1085.00
.
check 'a day to come' pipe rate set EUR USD 2026-12-01 1.2
check_out 'is known from now on' pipe rate list day:2026-12-01 \
	-c created <<.
2026-10-15T09:00:00Z
.

# ---- convert --------------------------------------------------------------------

check_out 'several, of today' pipe rate convert 109USD 2.18USD 5EUR EUR <<.
100.00
2.00
5.00
.
check_out 'and the rate used' pipe rate convert 109USD EUR -v <<.
100.00
.
check_same 'is told' 'EUR/USD 1.09 of 2026-10-14' "$err"
check_out 'across the base currency' \
	pipe rate convert '1000 USD' GBP 2026-10-05 -v <<.
801.84
.
check_same 'both are told' \
	'EUR/USD 1.085 of 2026-10-01, EUR/GBP 0.87 of 2026-10-01' "$err"
check_exit 0 'seven days on' pipe rate convert 1USD GBP 2026-10-08
check_exit 1 'no later' pipe rate convert 1USD GBP 2026-10-09
check_err 'USD: no rate in GBP on 2026-10-09' \
	pipe rate convert 1USD GBP 2026-10-09
check_exit 0 'unless told' pipe rate convert 1USD GBP 2026-10-09 --max-age 8
check_exit 1 'or less' pipe rate convert 1USD GBP 2026-10-02 --max-age 0
check_out 'a plan does not age' \
	pipe rate convert 110USD EUR 2030-01-01 --plan budget <<.
100.00
.
check_exit 2 'no currency' pipe rate convert 1USD
check_exit 2 'no amount' pipe rate convert EUR
check_exit 3 'no such currency' pipe rate convert 1USD XYQ

# ---- rm -------------------------------------------------------------------------

check 'taken out' pipe rate rm 2
check_exit 1 'is not used' pipe rate convert 1USD EUR 2026-10-14
check 'set again' pipe rate set EUR USD 2026-10-14 1.11
check_same 'is the same record' 'rate/2 updated' "$err"
check 'nothing is wrong' pipe check

# ---- import: wide ---------------------------------------------------------------

store
printf '%s\r\n' 'Date,USD,JPY,XYQ,EEK,' '2026-10-14,1.0900,163.20,N/A,N/A,' \
	'2026-10-13,1.08,N/A,N/A,N/A,' '2026-10-12,1.07,162,,,' >ecb.csv
check_out 'dry run' pipe import rate ecb.csv --dry-run <<.
would import 5 rates from 2026-10-12 to 2026-10-14: 5 created, 0 updated, 0 unchanged
columns left out: XYQ, EEK
.
check_out 'changes nothing' pipe rate list <<.
.
check 'import' pipe import rate ecb.csv
check_same 'is counted' '5 rates from 2026-10-12 to 2026-10-14: 5 created, 0 updated, 0 unchanged
columns left out: XYQ, EEK' "$err"
check_out 'the oldest first' pipe rate list <<.
1	2026-10-12	EUR	USD	1.07		ecb
2	2026-10-12	EUR	JPY	162		ecb
3	2026-10-13	EUR	USD	1.08		ecb
4	2026-10-14	EUR	USD	1.09		ecb
5	2026-10-14	EUR	JPY	163.2		ecb
.
check 'again' pipe import rate - <ecb.csv
check 'again, by file' pipe import rate ecb.csv
check_same 'changes nothing' \
	'nothing changed: all of it was there already' \
	"$(echo "$err" | tail -n 1)"
check 'is taken back' pipe undo
check_out 'by an undo' pipe rate list <<.
.
check 'comes again' pipe import rate ecb.csv
sed 's/1.0900/1.0901/' ecb.csv >ecb2.csv
check 'one differs' pipe import rate ecb2.csv
check_same 'is replaced' '5 rates from 2026-10-12 to 2026-10-14: 0 created, 1 updated, 4 unchanged' \
	"$(echo "$err" | head -n 1)"
check_out 'now' pipe rate list currency:USD day:2026-10-14 -c rate <<.
1.0901
.
check 'is taken back too' pipe undo
check_out 'alone' pipe rate list currency:USD day:2026-10-14 -c rate <<.
1.09
.
check 'nothing is wrong' pipe check
store
printf 'Date, USD, GBP, \n29 November 2024, 1.0562, 0.83, \n' >day.csv
check 'as of one day' pipe import rate day.csv
check_out 'with the month named' pipe rate list -c day,currency,rate <<.
2024-11-29	USD	1.0562
2024-11-29	GBP	0.83
.

fails()
{
	want=$1
	printf "$2" >bad.csv
	check_err "$want" pipe import rate bad.csv
	check_same 'and nothing came in' 2 "$(pipe rate list --count)"
}
fails "bad.csv:1:10: 'XYQ': unknown currency" \
	'Date,USD,XYQ\n2026-10-01,1,2\n'
fails "bad.csv:3:12: '1;2': not a number" \
	'Date,USD,GBP\n2026-10-01,1,2\n2026-10-02,1;2,3\n'
fails 'bad.csv:2:1' 'Date,USD\n1/10/26,1\n'
fails 'bad.csv:3:12: EUR/USD 2026-10-02: a rate is above zero' \
	'Date,USD\n2026-10-01,1\n2026-10-02,-1\n'
fails 'bad.csv:3:12: USD: two rates, 2 and 1 for 2026-10-01' \
	'Date,USD\n2026-10-01,1\n2026-10-01,2\n'
fails '3 cells, where the header has 2' 'Date,USD\n2026-10-01,1,2\n'
fails 'bad.csv:1:1: these are no rates' 'Name,Amount\nA,1\n'
check_err '--keep-going: is of no use here' \
	pipe import rate day.csv --keep-going
check_err '--plan and --source: go with published rates' \
	pipe import deal day.csv --plan x

# ---- import: price lines --------------------------------------------------------

store
cat >prices.journal <<'END'
; prices
# of two banks

P 2026-10-01 USD 0.92 EUR
P 2026/10/2 09:00:00 $ €0.925  ; the sign first
P 2026-10-01 "GBP" EUR 1.15
P 2026-10-03	JPY 0.0061EUR
END
check 'price lines' pipe import rate prices.journal --source bank
check_out 'one is worth so many' pipe rate list <<.
1	2026-10-01	USD	EUR	0.92		bank
2	2026-10-01	GBP	EUR	1.15		bank
3	2026-10-02	USD	EUR	0.925		bank
4	2026-10-03	JPY	EUR	0.0061		bank
.
check_out 'across what they are quoted in' \
	pipe rate convert 100GBP USD 2026-10-01 <<.
125.00
.
price()
{
	want=$1
	printf "P 2026-10-05 USD 0.92 EUR\n$2\n" >bad.journal
	check_err "$want" pipe import rate bad.journal
}
price "bad.journal:2:1: not a price" 'P 2026-10-06 USD'
price "bad.journal:2:1: not a price" 'P 2026-10-06 USD 0.92'
price "bad.journal:2:1: not a price" '2026-10-06 opening'
price "bad.journal:2:1: 'ACME': unknown currency" 'P 2026-10-06 ACME 1 EUR'
price "bad.journal:2:1: '1,234.5': not a number" 'P 2026-10-06 USD 1,234.5 EUR'
check_out 'nothing of it came in' pipe rate list day:2026-10-05 <<.
.

# ---- import: plain --------------------------------------------------------------

store
printf 'rate,to,from,date,note\n1.1,usd,EUR,2026-10-01,x\n' >plain.csv
check 'plain, by header' pipe import rate plain.csv --plan budget
check_same 'what is no part of it is said' 'columns left out: note' \
	"$(echo "$err" | tail -n 1)"
printf '2026-10-01\tEUR\tGBP\t0.87\n2026-10-02\tEUR\tGBP\t0.88\n' |
	run_in pipe import rate -
result $status 'TSV without a header' "$err"
printf 'Day;Currency;Rate\n2026-10-01;CHF;0.94\n' >base.csv
check 'of the base currency' pipe import rate base.csv
check_out 'all of them' pipe rate list -c id,day,base,plan,currency,rate <<.
1	2026-10-01	EUR	budget	USD	1.1
2	2026-10-01	EUR		GBP	0.87
3	2026-10-02	EUR		GBP	0.88
4	2026-10-01	EUR		CHF	0.94
.
pipe rate list --csv >out.csv
check 'what is listed' pipe import rate out.csv
check_same 'comes back unchanged' \
	'4 rates from 2026-10-01 to 2026-10-02: 0 created, 0 updated, 4 unchanged' \
	"$(echo "$err" | head -n 1)"
store
check 'also elsewhere' pipe import rate out.csv
check_out 'as it was, by day' sh -c 'pipe rate list -c -id --csv |
	sort >again.csv; cut -d, -f2- out.csv | sort | cmp - again.csv' <<.
.
check 'JSON goes the way of all records' sh -c "echo '{\"base\": \"EUR\",
	\"currency\": \"SEK\", \"day\": \"2026-10-01\", \"rate\": 11.2}' |
	pipe import rate -"
check 'nothing is wrong' pipe check

# ---- the day a deal was priced --------------------------------------------------

store
at() { pipe deal set 1 --at "$@" >/dev/null 2>&1; }
since() { pipe deal show 1 -c amount_since -F tsv "$@"; }
pipe deal add First --amount 100 --at 2026-10-01T08:00:00Z >/dev/null 2>&1
check_same 'when it was made' 2026-10-01T08:00:00Z "$(since)"
at 2026-10-02T08:00:00Z --name Second
check_same 'its name is no price' 2026-10-01T08:00:00Z "$(since)"
at 2026-10-03T08:00:00Z --amount 100
check_same 'the same is none' 2026-10-01T08:00:00Z "$(since)"
at 2026-10-04T08:00:00Z --amount 120
check_same 'another amount' 2026-10-04T08:00:00Z "$(since)"
at 2026-10-05T08:00:00Z --currency USD --amount 120
check_same 'another currency' 2026-10-05T08:00:00Z "$(since)"
at 2026-10-06T08:00:00Z --no-amount
check_same 'no amount' 2026-10-06T08:00:00Z "$(since)"
check_same 'as of before' 2026-10-04T08:00:00Z \
	"$(since --as-of 2026-10-04)"
check 'is verified' pipe check
finish

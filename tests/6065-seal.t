#!/bin/sh
# Forecasts kept as they were said: made again, compared, and what changed
# since.
. "$(dirname "$0")/lib.sh"
store --me anna

quietly()
{
	"$@" -q >/dev/null 2>&1 || echo "Bail out! $*"
}

quietly pipe rep add anna
quietly pipe rate set EUR USD 2026-10-14 1.25
quietly pipe deal add 'One big' --amount 1000 --close 2026-11-01
quietly pipe deal add Two --amount 500 --currency USD --close 2026-11-02
check_exit 1 'nothing is sealed' pipe verify
check_err 'nothing is sealed yet' pipe verify

plain=$(pipe forecast 2026Q4 --by rep --currency EUR 2>/dev/null)
check 'seal' pipe forecast 2026Q4 --by rep --currency EUR --seal
check_same 'prints what it would anyway' "$plain" "$out"
check_same 'and says so' 'seal/1 created' "$err"
check_same 'it is one operation' 'forecast --by --currency --seal' \
	"$(pipe log -n 1 --json | jq -r '.[0].command' | sed 's/ 2026Q4//')"
check_same 'what was asked' '2026Q4 --by rep --currency EUR' \
	"$(pipe seal list -c command -F tsv)"
check_same 'the figures are the report' "$(pipe forecast 2026Q4 --by rep \
	--currency EUR --json 2>/dev/null | jq -r '.[] | "\(.period) \(.node) " +
	"\(.currency) \(.won_minor) \(.pipeline_minor) \(.weighted_minor)"')" \
	"$(pipe seal show 1 --json | jq -r '.[0].figures' | awk -F '\t' 'NF {
		print $1, $2, $3, $5, $7, $8 }')"
check_same 'the digest is theirs' "$(pipe seal show 1 --json |
	jq -j '.[0].figures' | sha256sum | cut -d ' ' -f 1)" \
	"$(pipe seal list -c digest -F tsv)"

check 'verify' pipe verify
check_same 'all agrees' '7' "$(pipe verify --json | jq 'map(select(.agrees)) |
	length')"
check_out 'nothing changed: silence' pipe forecast 2026Q4 --by rep \
	--currency EUR --if-changed </dev/null
check_not 'asked otherwise it is news' sh -c \
	'[ -z "$(pipe forecast 2026Q4 --by rep --if-changed)" ]'
check_same 'the same asked in another way' '' "$(pipe forecast 2026q4 \
	--currency EUR --by rep --if-changed)"

export PIPE_NOW=2026-10-15T10:00:00Z
quietly pipe deal win 1
quietly pipe rate set EUR USD 2026-10-14 1.00
check_same 'what changed since' '  fx 0, 100.00 EUR
  won -1, -1000.00 EUR' "$(pipe forecast 2026Q4 --by rep --currency EUR \
	--if-changed --since-sealed | grep '^  [fw]')"
check 'the past is verified as it was' pipe verify 1
check 'seal again' pipe forecast 2026Q4 --by rep --currency EUR --seal
check_same 'the last one is asked' 2 "$(pipe verify --json >/dev/null &&
	pipe seal list --count)"
check 'filters are kept' pipe forecast 2026Q4 'name:~one big' --seal
check 'and made again' pipe verify 3
check_exit 2 'no expressions' pipe forecast -e 'amount > 1' --seal
check_exit 2 'nothing of the past' pipe forecast --as-of 2026-10-01 --seal
check_exit 2 'one period only' pipe forecast 2026Q4 2027Q1 --since-sealed \
	--seal
check_exit 1 'an assertion that fails' pipe forecast 2026Q4 --seal \
	--assert 'won>=999999'
check_same 'is not sealed' 3 "$(pipe seal list --count)"
check_exit 2 'what is sealed stays' pipe seal set 1 --command x
check_exit 1 'no such seal' pipe verify 9
finish

#!/bin/sh
# Forecasts declared in pipe.yaml, segments, and how old rates and calls may be.
. "$(dirname "$0")/lib.sh"
store
yaml=$PIPE_DIR/pipe.yaml
pipe rep add bert >/dev/null
sed -i '/^forecasts:/,/^  call_stale/d' "$yaml"
cat >>"$yaml" <<.
segments:
  large: "amount:1000.."
  partners: "@large source:partner"
forecasts:
  - usual
  - {id: mrr, name: Recurring revenue, measure: recurring}
  - id: partner
    name: By partners
    measure: count
    filter: '@partners not:name:~"two words"'
    rollup: cumulative
  - {id: dollars, currency: USD, rates: "plan:budget", filter: "source:partner"}
  - {id: made, measure: count, date: created}
.
check 'adopted' pipe config apply
case $out in *'segment large: added'*'forecast mrr: added'*) r=0 ;; *) r=1 ;; esac
result $r 'and shown' "$out"

deal() { pipe deal add "$@" --stage negotiation -q >/dev/null; }
deal one --amount 2000 --recurring 10 --close 2026-11-01 --source partner
deal two --amount 500 --recurring 20 --close 2026-11-02 --source partner
deal 'two words' --amount 3000 --close 2026-11-03 --source partner
deal big --amount 4000 --recurring 40 --close 2026-11-04 --source event \
	--owner bert

total() {
	pipe forecast 2026Q4 "$@" -F ndjson 2>/dev/null |
		jq -r 'select(.node == "total") | "\(.currency) \(.pipeline)"'
}
same() { # NAME TYPE-ARGUMENTS... -- PLAIN-ARGUMENTS...
	name=$1 a=
	shift
	while [ "$1" != -- ]; do a="$a $1"; shift; done
	shift
	for program in 'forecast 2026Q4' 'trend 2026Q4' \
		'explain pipeline 2026Q4 total' \
		'diff 2026-10-14 today --period 2026Q4'; do
		check_same "$name: ${program%% *}" \
			"$(pipe $program "$@" --csv 2>&1)" \
			"$(pipe $program $a --csv 2>&1)"
	done
}
check_same 'a measure' 'EUR 70.00' "$(total --type mrr)"
same 'is what the option asks for' --type mrr -- --measure recurring
check_same 'a filter, with a segment of a segment' 'null 1' \
	"$(total --type partner)"
same 'is what its words ask for' --type partner -- --measure count \
	source:partner amount:1000.. 'not:name:~"two words"'
same 'an option goes before the type' --type partner --measure amount -- \
	source:partner amount:1000.. 'not:name:~"two words"'
check_same 'words are beside its filter' 'null 0' \
	"$(total --type partner owner:bert)"
same 'nothing said, nothing asked' --type usual --
pipe rate set EUR USD 2026-01-01 2 --plan budget -q >/dev/null
check_same 'a currency and its rates' 'USD 11000.00' "$(total --type dollars)"
same 'as options' --type dollars -- --currency USD --rates plan:budget \
	source:partner
pipe rate set EUR SEK 2026-10-15 10 -q >/dev/null
check_same 'another one, by the rates of the type: there are none' \
	'SEK 0.00' "$(total --type dollars --currency SEK)"
check_same 'by those told' 'SEK 55000.00' \
	"$(total --type dollars --currency SEK --rates today)"
check_same 'made now, whenever they close' 'null 4' "$(total --type made)"
check_exit 2 'diff knows closing days only' pipe diff -1d today --type made
check_err 'here they count by close' pipe diff -1d today --type made
check_same 'and trend the others too' 4 "$(pipe trend 2026Q4 --type made \
	-F tsv --since today | cut -f8)"
check_same 'a roll-up' "$(pipe forecast 2026Q4 --type partner --categories \
	-F tsv 2>/dev/null)" "$(pipe forecast 2026Q4 @partners 'not:name:~"two words"' \
	--measure count --categories --rollup cumulative -F tsv 2>/dev/null)"
check 'a report' pipe forecast 2026Q4 --type partner
case $out in *'partner: By partners, of @partners not:name:~"two words"'*) r=0 ;;
*) r=1 ;; esac
result $r 'says which type, and of which deals' "$out"
check_exit 2 'no such type' pipe forecast --type mr
check_err "'mr': no such forecast in pipe.yaml" pipe forecast --type mr
check_err 'usual, mrr, partner, dollars, made' pipe forecast --type mr
check_out 'types complete' pipe --complete forecast --type m <<.
mrr	Recurring revenue
made	made
.
check_out 'segments complete' sh -c \
	'pipe --complete deal list @ | grep -v "^@[slb][ti]"' <<.
@late	close:..yesterday
@large	amount:1000..
@partners	@large source:partner
.
check_out 'not those of deals for others' pipe --complete lead list @ <<.
.
check_same 'they are listed' 'filter	@partners not:name:~"two words"
measure	count
rollup	cumulative' "$(pipe config list -F tsv |
	sed -n 's/^policy.forecasts.partner\.//p' | sort)"
check_out 'segments are filters' pipe deal list @partners -c name -F tsv <<.
one
two words
.
check_exit 2 'of deals' pipe account list @partners

# sealed and verified by name
check 'sealed' pipe forecast 2026Q4 --type partner --seal
check_out 'by its name' pipe seal list -c command -F tsv <<.
2026Q4 --type partner
.
check 'verified' pipe verify 1
sed -i 's/@large source:partner/source:partner/' "$yaml"
pipe config apply -q >/dev/null
check 'by what it said then' pipe verify 1
check_same 'not by what it says now' 'null 2' "$(total --type partner)"
check_same 'nor does the past' 'null 1' "$(total --type partner --as-of @8)"

# quotas of segments
check 'a quota' pipe quota set rep/bert 2026Q4 5 --measure count \
	--selector segment:partners
check_out 'of a segment' pipe quota show 1 -c selector -F tsv <<.
@partners
.
check_same 'counts where its deals are asked for' 5 "$(pipe forecast 2026Q4 \
	@partners --measure count -F ndjson -q | jq -r 'select(.node == "total").quota')"
check_same 'in a trend too' 5 "$(pipe trend 2026Q4 @partners --measure count \
	-F ndjson --since today | jq -r .quota)"
cp "$yaml" good
sed -i 's/^  partners: /  others: /; s/@partners/@others/' "$yaml"
check_err 'segment partners is in use by quota/1' pipe config apply
cp good "$yaml"

# limits
age() { pipe rate convert 10EUR SEK "$1" 2>&1; }
check_same 'a week' 100.00 "$(age 2026-10-22)"
check_exit 1 'is the age of a rate' pipe rate convert 10EUR SEK 2026-10-23
total_sek() { total --currency SEK --rates today --now "$1T12:00:00Z"; }
check_same 'in a forecast too' 'SEK 95000.00' "$(total_sek 2026-10-22)"
check_same 'not longer' 'SEK 0.00' "$(total_sek 2026-10-23)"
pipe forecast submit 2026Q4 9000 --for rep/bert -q >/dev/null
stale() { pipe forecast 2026Q4 --now "$1T12:00:00Z" | grep -c 'days old'; }
check_same 'a call is good for a week' '0 1' \
	"$(stale 2026-10-22) $(stale 2026-10-23)"
cat >>"$yaml" <<.
limits: {rate_max_age: 1, call_stale_after: 2}
.
check 'limits' pipe config apply
check_same 'are shown' 'rate_max_age 7 -> 1
call_stale_after 7 -> 2' "$out"
check_same 'a day' 100.00 "$(age 2026-10-16)"
check_exit 1 'and no more' pipe rate convert 10EUR SEK 2026-10-17
check 'unless told' pipe rate convert 10EUR SEK 2026-10-17 --max-age 2
check_same 'in a forecast' 'SEK 95000.00' "$(total_sek 2026-10-16)"
check_same 'neither' 'SEK 0.00' "$(total_sek 2026-10-17)"
check_same 'a call' '0 1' "$(stale 2026-10-17) $(stale 2026-10-18)"
finish

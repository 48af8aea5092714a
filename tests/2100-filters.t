#!/bin/sh
# Every filter against jq over the export: all types, all operators, words and
# expressions. The predicate is written by hand beside the filter.
. "$(dirname "$0")/lib.sh"
export PIPE_DIR="$WORK/demo" PIPE_NOW=2026-10-15T09:00:00Z
pipe init --demo >/dev/null 2>&1 || { echo 'Bail out! no demo'; exit 1; }
pipe deal rm 7 11 13 2>/dev/null || { echo 'Bail out! rm'; exit 1; }
for n in deal lead account contact activity rep team product campaign; do
	pipe export $n >$n.json || exit 1
done
jq -s 'map({key: .handle, value: .}) | from_entries' rep.json >reps
jq -s 'map({key: (.id | tostring), value: .}) | from_entries' account.json \
	>accounts
jq -s 'map({key: .key, value: .}) | from_entries' team.json >teams

# equal NOUN PREDICATE FILTER...: ids by pipe and by jq agree, and are some
equal()
{
	noun=$1 predicate=$2
	shift 2
	pipe $noun list -i "$@" >got 2>err || { cat err >&2; echo failed >got; }
	jq -r --slurpfile R reps --slurpfile A accounts --slurpfile T teams "
		def num: if . == null then null else tonumber end;
		def rep: if . == null then null else \$R[0][.] end;
		def account: if . == null then null else
			\$A[0][tostring] end;
		def up: . as \$k | [\$k] + (if \$k == null then [] else
			(\$T[0][\$k].parent | if . == null then [] else up
			end) end);
		def has(\$w): . != null and (ascii_downcase |
			contains(\$w));
		select($predicate) | .id" $noun.json >want
	n=$(wc -l <want)
	cmp -s want got && [ "$n" -gt 0 ]
	result $? "$noun $*: $n records" "$(diff want got | head -n 5)"
}
live='(.archived | not) and'
any=status:any

# enums, sets of words, the open filter
equal deal "$live .status == \"open\""
equal deal "$live .status == \"won\"" status:won
equal deal "$live .stage == \"proposal\" and .status == \"open\"" stage:proposal
equal deal "$live (.stage == \"proposal\" or .stage == \"negotiation\")" \
	stage:proposal,negotiation
equal deal "$live .stage != \"proposal\"" not:stage:proposal $any
equal deal "$live .stage != \"proposal\"" -e 'stage != proposal' $any
equal deal "$live (.stage == \"won\" or .stage == \"lost\")" \
	-e 'stage in (won, lost)' $any
equal deal "$live .pipeline == \"renewals\"" pipeline:renewals $any
equal deal "$live .category == \"commit\"" category:commit $any
# money, in one currency
equal deal "$live .currency == \"EUR\" and .amount_minor != null and
	.amount_minor >= 1000000" amount:10000.. $any
equal deal "$live .currency == \"EUR\" and .amount_minor != null and
	.amount_minor <= 500000" amount:..5000 $any
equal deal "$live .currency == \"EUR\" and .amount_minor != null and
	.amount_minor >= 500000 and .amount_minor <= 2000000" \
	amount:5000..20000 $any
equal deal "$live .currency == \"USD\" and .amount_minor != null and
	.amount_minor >= 1000000" amount:10000USD.. $any
equal deal "$live .currency == \"GBP\" and .amount_minor != null and
	.amount_minor > 1000000" -e 'amount > 10000GBP' $any
equal deal "$live .amount_minor == null" amount: $any
equal deal "$live .amount_minor == null" -e 'amount = null' $any
equal deal "$live .currency == \"USD\"" currency:USD $any
# percent, derived money
equal deal "$live (.probability | num) >= 50 and .status == \"open\"" \
	probability:50..
equal deal "$live (.probability | num) == 100" -e 'probability = 100' $any
equal deal "$live .currency == \"EUR\" and .weighted_minor != null and
	.weighted_minor < 100000" -e 'weighted < 1000' $any
# a range that ends before it begins is a mistake, unless the day decides
for w in amount:10..5 probability:90..10 'close:2026-12-31..2026-10-01' \
	close:2027Q1..2026Q4 closed:2026-10..2026-09 name:b..a \
	stage:proposal..needs stage:negotiation..prospecting; do
	check_exit 2 "$w is refused" pipe deal list "$w"
	check_err 'the range ends before it begins' pipe deal list "$w"
done
check_err 'try: 5..10' pipe deal list -e 'amount = 10..5'
for w in amount:5..5 close:2026Q4..2026-10-15 close:tomorrow..today \
	close:eoq..sow stage:needs..needs name:a..a; do
	check "$w is none" pipe deal list "$w"
done
# days
equal deal "$live .close != null and .close <= \"2026-12-31\" and
	.status == \"open\"" close:..eoq
equal deal "$live .close != null and .close >= \"2026-10-01\" and
	.close <= \"2026-12-31\"" close:2026Q4 $any
equal deal "$live .close != null and .close >= \"2026-11-01\" and
	.close <= \"2026-11-30\"" close:2026-11 $any
equal deal "$live .close == null" close: $any
equal deal "$live .close != null" close:.. $any
equal deal "$live .close != null and .close > \"2026-10-15\"" \
	-e 'close > today' $any
equal deal "$live .next != null and .next <= \"2026-10-29\" and
	.status == \"open\"" next:..+2w
# instants, by the day in the zone of the store
equal deal "$live .closed != null" closed:.. $any
equal deal "$live .created >= \"2026-01-01\"" -e 'created >= 2026-01-01T00:00:00Z' \
	$any
# references, and one deep
equal deal "$live .owner == null" owner: $any
some=$(jq -r 'select(.owner != null) | .owner' deal.json | sort | uniq -c |
	sort -rn | awk 'NR == 1 { print $2 }')
equal deal "$live .owner == \"$some\"" "owner:$some" $any
equal deal "$live .owner != \"$some\" and .status == \"open\"" \
	"not:owner:$some"
team=$(jq -r "select(.handle == \"$some\") | .team" rep.json)
equal deal "$live (.owner | rep | .team) == \"$team\"" "owner.team:$team" $any
equal deal "$live (.owner | rep | .team | up | index(\"$team\")) != null" \
	"team:$team" $any
top=$(jq -r 'select(.parent != null) | .parent' team.json | head -n 1)
[ -z "$top" ] || equal deal \
	"$live (.owner | rep | .team | up | index(\"$top\")) != null" \
	"team:$top" $any
industry=$(jq -r 'select(.industry != null) | .industry' account.json |
	sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
equal deal "$live (.account | account | .industry) == \"$industry\"" \
	"account.industry:$industry" $any
equal account "$live .industry != \"$industry\"" "not:industry:$industry"
# text
word=$(jq -r '.name | ascii_downcase | split(" ") | .[0]' account.json |
	grep '^[a-z]*$' | head -n 1)
equal account "$live (.name | has(\"$word\"))" "name:~$word"
equal account "$live (.name | has(\"$word\"))" "$word"
equal account "$live (.name | has(\"$word\") | not)" -e "name !~ $word"
equal deal "$live (.account | account | .name | has(\"$word\"))" \
	"account.name:~$word" $any
equal contact "$live .email != null and (.email | has(\"$word\"))" "email:~$word"
equal contact "$live .phone == null" phone: ||
	equal contact "$live .phone != null" phone:..
# numbers and decimals
equal account "$live .employees != null and (.employees | num) >= 100" \
	employees:100..
equal account "$live .employees != null and (.employees | num) < 50" \
	-e 'employees < 50'
equal deal "$live .quantity != null and (.quantity | num) > 1" \
	-e 'quantity > 1' $any
equal deal "$live (.pushes | num) >= 2" pushes:2.. $any
equal deal "$live .idle != null and (.idle | num) >= 14 and
	.status == \"open\"" idle:14..
equal deal "$live .rotten == true and .status == \"open\"" rotten:yes
equal deal "$live .age != null and (.age | num) > 100" -e 'age > 100' $any
# bool, country, set, e-mail, url
equal rep "$live .active == true" active:yes
equal account "$live .country == \"DE\"" country:DE
tag=$(jq -r '.tag[]?' deal.json account.json | head -n 1)
if [ -n "$tag" ]; then
	noun=deal
	grep -q "\"tag\":\[[^]]*\"$tag\"" deal.json || noun=account
	equal $noun "$live (.tag | index(\"$tag\")) != null" "tag:$tag" \
		$([ $noun = deal ] && echo $any)
	equal $noun "$live (.tag | index(\"$tag\")) == null" "not:tag:$tag" \
		$([ $noun = deal ] && echo $any)
fi
# leads, activities
equal lead "$live .status == \"converted\"" status:converted
equal lead "$live .source == \"referral\"" source:referral $any
equal lead "$live .wake != null" wake:.. $any
equal lead "$live .converted != null and .deal != null" deal:.. $any
equal activity "$live .done == null" done: ||
	equal activity "$live .done == null" done:
equal activity "$live .type == \"call\" and .done != null" type:call done:..
# and, or, not, parentheses
equal deal "$live .amount_minor != null and .currency == \"EUR\" and
	.amount_minor >= 1000000 and (.owner == \"$some\" or .owner == null)" \
	-e "amount >= 10000 and (owner = $some or owner = null)" $any
equal deal "$live (.status == \"open\" and (.stage == \"proposal\" or
	(.probability | num) > 60) | not)" \
	-e 'not (status = open and (stage = proposal or probability > 60))' $any
equal deal "$live .status == \"open\" and .owner == \"$some\" and
	.close != null and .close <= \"2026-12-31\"" "owner:$some" close:..eoq
equal deal '.archived or (.archived | not)' archived:any $any
equal deal '.archived' archived:yes $any
finish

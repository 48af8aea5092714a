#!/bin/sh
# Out of a store and into another: the whole with its history to the byte, and
# the records of each entity, which lose their history and nothing else. Of the
# sample company, and of real data where it is.
. "${0%/*}/lib.sh"
export PIPE_NOW=2026-10-15T09:00:00Z
DATA=$ROOT/../shared/data

has_data() # SET
{
	[ -r "$DATA/$1" ] && return
	test_count=$((test_count + 1))
	echo "ok $test_count - $1 # SKIP no ../shared/data/$1"
	return 1
}

views() # STORE: now, then, and what was known then
{
	for when in "" --as-of=2017-09-30 --as-recorded=2026-09-01; do
		pipe -C "$1" forecast this-quarter --by rep --csv -q $when
		pipe -C "$1" deal list -a archived:any --json=all $when
		pipe -C "$1" lead list -a archived:any --json=all $when
	done
	pipe -C "$1" log -n 1
}

# ---- the whole, with its history ---------------------------------------------

replayed() # STORE
{
	pipe -C "$1" export --history >"$1.all"
	pipe -C "$1.copy" init -q
	check "$1: brought into a store just made" \
		pipe -C "$1.copy" import --replay "$1.all"
	pipe -C "$1.copy" export --history >again
	check "$1: exported again, it is the same to the byte" \
		cmp again "$1.all"
	check "$1: nothing is wrong inside" pipe -C "$1" check
	chain=$out
	check "$1: nor in the copy" pipe -C "$1.copy" check
	check_same "$1: which ends in the same chain" "$chain" "$out"
	check "$1: and goes by the same policy" \
		cmp "$1/pipe.yaml" "$1.copy/pipe.yaml"
	views "$1" >views
	views "$1.copy" >copy.views
	[ "$(wc -l <views)" -gt 1000 ] && cmp -s views copy.views
	result $? "$1: views are the same, now and then: $(wc -l <views) lines" \
		"$(diff views copy.views | head -n 5)"
}

# ---- the records of each entity ----------------------------------------------

without() # FIELD|FIELD...: lines of JSON without them
{
	sed -E "s/,\"($1)\":(\"[^\"]*\"|[^],}\"]*)//g"
}

# Each after those it refers to. Where two refer to each other, one comes in
# without, and once more with what it refers to.
taken() # FROM TO ENTITY [FIELD]
{
	pipe -C "$1" export "$3" | without "${4:--}" |
		pipe -C "$2" import "$3" - -q
}

listed() # FROM TO
{
	taken "$1" "$2" team manager && taken "$1" "$2" rep &&
		taken "$1" "$2" team && taken "$1" "$2" campaign &&
		taken "$1" "$2" product && taken "$1" "$2" account &&
		taken "$1" "$2" contact && taken "$1" "$2" lead deal &&
		taken "$1" "$2" deal && taken "$1" "$2" lead &&
		taken "$1" "$2" activity && taken "$1" "$2" quota &&
		taken "$1" "$2" pricebook && taken "$1" "$2" price &&
		taken "$1" "$2" quote && taken "$1" "$2" line &&
		taken "$1" "$2" document && taken "$1" "$2" rate
}

# What follows from a history is of the store that has it.
followed='rev|updated|stage_since|amount_since|stage_days|idle|idle_by|rotten|pushes|slip'

recorded() # STORE CURRENCY ZONE
{
	pipe -C "$1.new" init -q --currency "$2" --zone "$3"
	cp "$1/pipe.yaml" "$1.new"
	pipe -C "$1.new" config apply -q >/dev/null
	check "$1: its records come into another store" listed "$1" "$1.new"
	pipe -C "$1" export | without "$followed" >want
	pipe -C "$1.new" export | without "$followed" >got
	[ -s want ] && cmp -s want got
	result $? "$1: all $(wc -l <want) are as they were, ids and all" \
		"$(diff want got | head -n 5)"
	check "$1: nothing is wrong inside" pipe -C "$1.new" check
	pipe -C "$1.new" export --history >before
	check "$1: they come in again" listed "$1" "$1.new"
	pipe -C "$1.new" export --history >after
	check "$1: and change nothing" cmp before after
}

pipe -C demo init --demo >/dev/null 2>&1 || { echo 'Bail out! no demo'; exit 1; }
replayed demo
recorded demo EUR Europe/Berlin

# A whole is taken whole, into a store that has nothing yet, or not at all.
check_exit 3 "a store that is in use takes no whole" \
	pipe -C demo import --replay demo.all
check_same "nor changes" "$(wc -c <demo.all)" \
	"$(pipe -C demo export --history | wc -c)"
head -n 2000 demo.all | head -c -20 >torn.all
pipe -C torn init -q
check_exit 3 "nor is a torn one taken" pipe -C torn import --replay torn.all
check_out "any of it" pipe -C torn log </dev/null

if has_data maven-crm; then
	sh "$TESTS/real/maven.sh" maven "$DATA/maven-crm" >load 2>&1
	replayed maven
	recorded maven USD America/New_York
fi
if has_data olist-funnel; then
	sh "$TESTS/real/olist.sh" olist "$DATA/olist-funnel" >load 2>&1
	replayed olist
	recorded olist BRL America/Sao_Paulo
fi
finish

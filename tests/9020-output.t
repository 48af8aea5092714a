#!/bin/sh
# Every key that JSON has stands in pipe-output(7), and every one there is
# printed.
. "$(dirname "$0")/lib.sh"
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
export PIPE_DIR="$WORK/company"
page=$ROOT/man/pipe-output.7
pipe rate set EUR USD today 1.0842 -q >/dev/null

# Keys the page has in a section.
said()
{
	sed -n "/^\\.Ss $1\$/,/^\\.S[sh] /p" "$page" |
		sed -n 's/^\.Cm \([a-z_.]*\).*/\1/p' | sort
}

# Those a command prints, of all its objects.
printed()
{
	"$@" >json 2>err || { cat err; return; }
	jq -r 'map(keys_unsorted[]) | unique[]' json | sort
}

# keys NAME COMMAND...
keys()
{
	section=$1
	shift
	check "$section: the page has keys" test -n "$(said "$section")"
	check_same "$section: $*" "$(said "$section")" "$(printed "$@")"
}

custom=$(pipe schema -F tsv | awk -F '\t' '$4 == "custom" { print $1 "." $2 }')
check 'the company has fields of its own' test -n "$custom"
pipe forecast adjust rep/anna this-quarter commit 1000 >/dev/null 2>&1
pipe forecast submit this-quarter 1000 --for rep/anna >/dev/null 2>&1
pipe pricebook add List -q >/dev/null
pipe price add List GW-10 400 -q >/dev/null
for entity in $(pipe schema -F tsv | cut -f1 | uniq); do
	if [ -z "$(pipe "$entity" list -a archived:any -n 1 -i)" ]; then
		check_same "$entity: there is none, its fields are keys" \
			"$(said "$entity")" "$(pipe schema "$entity" --json |
			jq -r '.[].name' | sort)"
		continue
	fi
	of=$(echo "$custom" | sed -n "s/^$entity\\.//p" | grep . || echo -)
	check_same "$entity: list" "$(said "$entity")" "$(printed pipe "$entity" \
		list --json=all archived:any -a | grep -v -x -F "$of")"
	id=$(pipe "$entity" list -a archived:any -n 1 -i)
	check_same "$entity: show" "$(said "$entity")" "$(printed pipe "$entity" \
		show "$id" --json | grep -v -x -F "$of")"
	keys history pipe "$entity" history "$id" --json
	keys list-columns pipe "$entity" list --list-columns --json
done

keys log pipe log -n 50 --json
pipe quote add 307 --line GW-10:3 -q >q
pipe quote send "$(cat q)" -q
pipe quote revise "$(cat q)" -q
pipe quote line set "$(cat q)" 1 --quantity 4 -q
keys 'quote diff' pipe quote diff "$(cat q)@1" "$(cat q)@2" --json
keys 'report discounts' pipe report discounts --json
keys 'price find' pipe price find GW-10 --json
keys explain pipe explain deal/1 --json
keys 'explain figure' pipe explain won this-quarter total --json
keys 'explain figure' pipe explain quota this-quarter total --json
keys 'explain figure' pipe explain commit this-quarter rep/anna --json
keys schema pipe schema --json
keys config pipe config list --origin --json
keys forecast pipe forecast --json
for by in team rep pipeline stage product month quarter; do
	keys forecast pipe forecast this-year --by $by --json
done
more=mismatch,coverage_of,call,landing
cats=cat_pipeline,cat_best_case,cat_most_likely,cat_commit,cat_closed
keys 'forecast columns' pipe forecast -c $more,$cats --json
check_same 'forecast: categories' "$({ said forecast
	said 'forecast columns' | grep '^cat_'; } | sort)" \
	"$(printed pipe forecast --categories --json)"
check_same 'forecast: a count has no minor units' \
	"$(said forecast | grep -v _minor)" \
	"$(printed pipe forecast --measure count --json)"
keys 'forecast detail' pipe forecast --detail --json
keys diff pipe diff -1m today --json
keys 'diff detail' pipe diff -1m today --detail --json
keys trend pipe trend this-quarter --json
pipe quota set team/emea 2031 100 >/dev/null 2>&1
pipe quota set rep/anna 2031 90 >/dev/null 2>&1
keys mismatch pipe quota list --mismatch --json
pipe forecast --seal -q >/dev/null 2>&1
keys verify pipe verify --json
keys agenda pipe agenda --all --days 30 --json
keys find pipe find food --json
keys board pipe board --json
check_same 'count' 'count' "$(printed pipe deal list --count --json)"
check_same 'group and sum' "$(printf '%s\n' amount amount_minor close_month \
	count currency owner | sort)" "$(printed pipe deal list --count \
	--group owner,close:month --sum amount --json)"

# NDJSON has the same, and an object is never without a key.
check_same 'ndjson' "$(said deal)" "$(pipe deal list -F ndjson -c all -a |
	jq -r 'keys_unsorted[]' | sort -u | grep -v -x -F "$(echo "$custom" |
	sed -n 's/^deal\.//p')")"
pipe deal list --json=all -a | jq -r '.[] | keys_unsorted | join(",")' |
	sort -u >shapes
check_same 'all objects have the same keys' 1 "$(wc -l <shapes)"
check_exit 20 'a version that is too old' pipe deal list --format-version 0
check_exit 21 'one that is too new' pipe deal list --format-version 99
version=$(sed -n '/^\.Sh VERSIONS/,/^\.Sh EX/s/^\.It \([0-9]*\)$/\1/p' "$page" |
	tail -n 1)
check 'the last version the page has is the one written' \
	pipe deal list --format-version "$version"
finish

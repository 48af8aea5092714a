#!/bin/sh
# So many records that the store keeps their numbers side by side: a list that
# needs few fields says what one that reads all of each record does, now and
# then, for every field there is.
. "$(dirname "$0")/lib.sh"
export PIPE_NOW=2026-10-01T09:00:00Z
store --currency EUR --zone UTC
awk 'BEGIN { print "name,amount,close,competitor,quantity"
	for (i = 1; i <= 4200; i++)
		printf "Deal %d,%s,2026-%02d-%02d,%s,%s\n", i,
			i % 7 ? i * 10 : "", i % 3 + 10, i % 28 + 1,
			i % 5 ? "Acme" : "", i % 11 ? i : "" }' >deals.csv
check 'many deals' pipe deal add -q --from deals.csv
export PIPE_NOW=2026-10-06T09:00:00Z
pipe rep add anna --name Anna --email a@x.example >/dev/null
pipe deal list -i id:5..90 2>&1 | pipe deal set - --amount 33 >/dev/null 2>&1
pipe deal lose -q 17 --reason price >/dev/null
pipe deal set 18 --owner anna --next 2026-11-03 -q >/dev/null
pipe deal rm 40 41 2>/dev/null
pipe activity add Call --about deal/19 --done 2026-10-05 >/dev/null
export PIPE_NOW=2026-10-15T09:00:00Z
columns=$(pipe deal list --list-columns -F tsv | cut -f1 | grep -vx id)
result $? 'the names of columns'

# every column alone, against all of them together
alone()
{
	pipe deal list --all "$@" --json=all >all.json
	bad=
	for c in $columns; do
		pipe deal list --all "$@" "--json=id,$c" >few.json
		for f in all few; do
			jq -c --arg c "$c" '.[] | {id} + {($c): .[$c]}' \
				$f.json >$f
		done
		[ -s few ] && cmp -s few all || bad="$bad $c"
	done
	check_same "each column alone $*" '' "$bad"
}
alone
alone --as-of 2026-10-03
alone --as-of 2026-10-06T10:00:00Z --as-recorded 2026-10-07

# what no row holds but is made of when it was made or changed
while read -r f test; do
	pipe deal list --all "$f" -i >got 2>err || : >got
	pipe deal list --all "$f" --json=id,name | jq '.[].id' >named
	pipe deal list --all --json=all | jq ".[] | select($test) | .id" >want
	cmp got want >diff 2>&1 && cmp named want >>diff 2>&1 && [ -s want ]
	result $? "$f" "$(cat err diff; wc -l got named want)"
done <<'.'
age:14 .age == 14
age:1..14 .age <= 14
created:2026-10-01 .created[:10] == "2026-10-01"
updated:2026-10-05.. .updated >= "2026-10-05"
rev:2.. .rev >= 2
stage_days:14 .stage_days == 14
idle:..13 .idle != null and .idle <= 13
.
check_same 'sums of them' "$(pipe deal list --all --json=all |
	jq '[.[].age] | add')" \
	"$(pipe deal list --all --sum age --json | jq '.[0].age')"
check 'the store is whole' pipe check
finish

#!/bin/sh
# Streams that fail, for every program that prints: a full disk, a closed
# descriptor, a reader that has gone.
. "$(dirname "$0")/lib.sh"
store
(
	pipe team add emea --name EMEA
	pipe rep add anna --name Anna --email a@x.example --team emea
	pipe account add Acme --domain acme.example
	pipe contact add Ada --account 1
	pipe product add GTX --name 'GTX Pro'
	pipe campaign add spring --name Spring
	pipe deal add Renewal --account 1 --amount 1000 --owner anna \
		--close eoq
	pipe lead add Bob --company Stone
	pipe activity add Call --about deal/1
	pipe quota set rep/anna 2026Q4 5000EUR
) >/dev/null 2>&1

# reading: status 5 and a word, or silence where the reader has gone
while read -r line; do
	run sh -c "$line >/dev/full"
	check_same "$line, to a full disk" \
		"5 1" "$status $(printf '%s\n' "$err" | grep -c 'cannot write')"
	run sh -c "$line >&-"
	check_same "$line, to a closed stdout" 5 "$status"
	run sh -c "{ $line; echo \$? >st; } | true"
	case $(cat st):$err in 0: | 141:) r=0 ;; *) r=1 ;; esac
	result $r "$line, to nobody" "$(cat st) $err"
	run sh -c "$line 2>/dev/full"
	check_same "$line, stderr on a full disk" 0 "$status"
	run sh -c "$line </dev/null 2>&-"
	check_same "$line, stderr closed" 0 "$status"
done <<'.'
pipe account list
pipe contact list --json
pipe deal list --csv
pipe deal show 1
pipe deal history 1
pipe lead list -i
pipe team list
pipe rep list
pipe product list
pipe campaign list
pipe activity list
pipe quota list
pipe forecast 2026Q4
pipe board
pipe agenda
pipe find Acme
pipe log
pipe explain deal/1
pipe schema deal
pipe config list
pipe check
pipe export
pipe deal --help
pipe --version
.

# changing: saved, and said so
while read -r line; do
	before=$(pipe log -F tsv | cut -f1 | sort -u | wc -l)
	run sh -c "$line >/dev/full"
	after=$(pipe log -F tsv | cut -f1 | sort -u | wc -l)
	case $status:$err in 5:*'the change was saved'*) r=0 ;; *) r=1 ;; esac
	result $r "$line, to a full disk" "$(seen)"
	check_same 'it was' $((before + 1)) "$after"
	run sh -c "{ $line; echo \$? >st; } 2>err | true"
	last=$(pipe log -F tsv | cut -f1 | sort -u | wc -l)
	case $(cat st) in 0 | 141) r=0 ;; *) r=1 ;; esac
	result $r "$line, to nobody" "$(cat st)"
	check_same 'it was saved' $((after + 1)) "$last"
done <<'.'
pipe account add Full
pipe contact add Full --account 1
pipe deal add Full
pipe lead add Full --company Full
pipe activity add Full --about deal/1
pipe note deal/1 Full
.

# a long list: one that reads slowly gets all of it and holds no transaction;
# one that has seen enough ends it; a full disk is told of once
awk 'BEGIN { print "name"; for (i = 0; i < 5000; i++)
	print "Account number " i }' >many.csv
pipe account add -q --from many.csv
pipe account list -F tsv >whole.tsv
mkfifo slow
pipe account list -F tsv >slow 2>err &
reader=$!
exec 3<slow
dd bs=1 count=100 <&3 >first.tsv 2>/dev/null
check 'a change while another reads' pipe account add Meanwhile
cat <&3 >rest.tsv
exec 3<&-
wait "$reader" && r=0 || r=1
result $r 'the slow one ends well' "$(cat err)"
check 'with every row' sh -c 'cat first.tsv rest.tsv | cmp - whole.tsv'
run sh -c '{ pipe account list -F tsv; echo $? >st; } | head -n 3'
check_same 'whoever has gone is not written for' \
	"141 $(head -n 3 whole.tsv)" "$(cat st) $out"
check_same 'silently' '' "$err"
run sh -c 'pipe account list -F tsv >/dev/full'
check_same 'a long list, to a full disk' \
	"5 1" "$status $(printf '%s\n' "$err" | grep -c 'cannot write')"
check 'the store is whole' pipe check
finish

#!/bin/sh
# Many records at once: --from, external ids, all or nothing, and once.
. "$(dirname "$0")/lib.sh"
store
pipe rep add anna --name Anna >/dev/null

cat >a.csv <<.
name,city,owner,ext,revenue,description
Acme,Rome,anna,crm:1,100.50,
Globex,"Homburg, Bad",,crm:2,,"two
lines"
.
check_out 'CSV' pipe account add --from a.csv <<.
1
2
.
check_same 'says how many' '2 created' "$err"
check_out 'they are there' pipe account list -c name,city,owner,ext,revenue,description --csv <<.
name,city,owner,ext,revenue,description
Acme,Rome,anna,crm:1,100.50,
Globex,"Homburg, Bad",,crm:2,,"two
lines"
.
check_exit 4 'the same file again' pipe account add --from a.csv
check_err 'crm:1: is account/1 already' pipe account add --from a.csv
check 'with --upsert' pipe account add --from a.csv --upsert
check_same 'changes nothing' '2 unchanged' "$err"
check_same 'not even the log' "$(pipe account show 1 -c rev -F tsv)" 1
sed 's/Rome/Pisa/' a.csv >b.csv
check 'another city' pipe account add --from b.csv --upsert
check_same 'one is updated' '1 updated, 1 unchanged' "$err"

check_out 'JSON' sh -c 'echo "[{\"name\":\"J1\",\"tag\":[\"a\",\"b\"],\"revenue\":12.5},{\"name\":\"J2\",\"city\":null}]" | pipe account add --from -' <<.
3
4
.
check_out 'NDJSON' sh -c 'printf "{\"name\":\"N1\"}\n{\"name\":\"N2\"}\n" | pipe account add --from -' <<.
5
6
.
check_out 'all is as given' pipe account list id:3..6 -c id,name,tag,revenue <<.
3	J1	a,b	12.50
4	J2		
5	N1		
6	N2		
.
check 'options hold for every row' sh -c \
	'printf "id\n5\n6\n" | pipe account set --from - --city Oslo'
check_same 'of them' '2 updated' "$err"
check_out 'round trip' sh -c 'pipe account list --json=all | pipe account set --from - 2>&1 | tail -1' <<.
6 unchanged
.
check_out 'an empty cell clears' sh -c \
	'printf "id,city\n5,\n" | pipe account set --from - && pipe account show 5 -c city --json' <<.
[
{"city":null}
]
.
printf 'handle,name\nanna,Anna Berg\nbob,Bob\n' >reps.csv
check 'by the key' pipe rep add --from reps.csv --upsert
check_same 'one each' '1 created, 1 updated' "$err"

# all or nothing
cat >bad.csv <<.
name,revenue
Good,1
Bad,x
Good too,2
.
count=$(pipe account list --count)
check_exit 3 'a bad row' pipe account add --from bad.csv
check_err "bad.csv:3:5: revenue: 'x'" pipe account add --from bad.csv
check_same 'nothing is printed' '' "$out"
check_same 'nothing is saved' "$count" "$(pipe account list --count)"
check_exit 6 '--keep-going' pipe account add --from bad.csv --keep-going
case $err in *'bad.csv:3:5'*'2 created'*'1 left out'*) r=0 ;; *) r=1 ;; esac
result $r 'tells which, and adds up' "$err"
check_same 'the others are saved' $((count + 2)) "$(pipe account list --count)"
printf 'name,revenue\nBad,x\n' >worse.csv
check_exit 3 'all of them bad' pipe account add --from worse.csv --keep-going
check_exit 2 'an unknown field' sh -c 'printf "nme\nX\n" | pipe account add --from - --keep-going'
check_err "did you mean 'name'?" sh -c 'printf "nme\nX\n" | pipe account add --from -'
check_exit 3 'broken JSON' sh -c 'echo "[{\"name\":}]" | pipe account add --from -'
check_err 'standard input:1:10' sh -c 'echo "[{\"name\":}]" | pipe account add --from -'
check_exit 3 'a ragged row' sh -c 'printf "name,city\nA\n" | pipe account add --from -'
check_exit 3 'an id for a new record' sh -c 'printf "id,name\n77,A\n" | pipe account add --from -'
check_exit 1 'set: no such record' sh -c 'printf "id,name\n77,A\n" | pipe account set --from -'
check_exit 1 'set: none named' sh -c 'printf "name\nA\n" | pipe account set --from -'
check_exit 5 'no such file' pipe account add --from nosuch.csv
check_exit 2 'arguments beside it' pipe account add X --from a.csv
check_exit 2 'ids and records on one stream' pipe account set - --from -
check_exit 3 'a value that names nothing' sh -c 'printf "name,owner\nA,zed\n" | pipe account add --from -'
check_exit 2 'a header alone is read too' sh -c 'echo nme | pipe account add --from -'
check_err 'standard input:1:6: '"'nme'" sh -c 'echo name,nme | pipe account add --from -'
check 'a good one is nothing' sh -c 'echo name | pipe account add --from -'
check 'an empty file' pipe account add --from /dev/null
check_same 'is nothing' '' "$err$out"

# external ids one by one
check_out 'ext' pipe account add Ext --ext hub:9 <<.
9
.
check_exit 4 'again' pipe account add Ext --ext hub:9
check_out 'upsert' pipe account add Ext --ext hub:9 --city Wien --upsert <<.
9
.
check_same 'updated is said' 'account/9 updated' "$err"
check 'upsert again' pipe account add Ext --ext hub:9 --city Wien --upsert
check_same 'unchanged is said' 'account/9 unchanged' "$err"
check 'a record by it' pipe account set ext:hub:9 --city Graz
check_exit 4 'upsert of another revision' pipe account add Ext --ext hub:9 --city X --upsert --if-rev 1

# dry run
check_out 'a dry run says what would be' pipe account set 9 --city Linz --dry-run <<.
account/9 city: Graz -> Linz
.
check_out 'changes nothing' pipe account show 9 -c city -F tsv <<.
Graz
.
check 'of an addition' pipe account add Dry --dry-run
case $out in *'account/10 created'*'account/10 name: Dry'*) r=0 ;; *) r=1 ;; esac
result $r 'shows it' "$out"
check_exit 1 'it is not there' pipe account show 10
check_exit 3 'a dry run makes the same checks' pipe account add --from bad.csv --dry-run
check_exit 1 'all of them' pipe account set 99 --city X --dry-run

# once
check_out 'once' pipe account add Once --once k1 <<.
10
.
check_out 'twice prints the same' pipe account add Once --once k1 <<.
10
.
check_same 'and adds nothing' 10 "$(pipe account list -i | tail -1)"
check_exit 2 'the key of something else' pipe account rm 10 --once k1
check 'a change once' pipe account set 10 --city Bonn --once k2
check 'another in between' pipe account set 10 --city Koeln
check 'the first again' pipe account set 10 --city Bonn --once k2
check_out 'does nothing' pipe account show 10 -c city -F tsv <<.
Koeln
.
finish

#!/bin/sh
# An error leaves the store's bytes as they were: failing commands of every
# program, each with the status it must have.
. "$(dirname "$0")/lib.sh"
store
yaml=$PIPE_DIR/pipe.yaml
quiet()
{
	"$@" >/dev/null 2>&1 || echo "Bail out! $*"
}
quiet pipe team add emea --name EMEA
quiet pipe rep add anna --name Anna --email a@x.example --team emea
quiet pipe account add Acme --domain acme.example --ext crm:1
quiet pipe account add Globex
quiet pipe contact add Ada --email ada@acme.example --account 1
quiet pipe product add GTX --name 'GTX Pro'
quiet pipe campaign add spring --name Spring
quiet pipe deal add 'Acme renewal' --account 1 --amount 1000 --owner anna
quiet pipe deal add Won --amount 5
quiet pipe deal win 2
quiet pipe lead add 'Bob Stone' --company Stone
quiet pipe activity add Call --about deal/1
quiet pipe quota set rep/anna 2026Q4 5000EUR
printf 'name,city\nFine,Rome\nBad,Oslo,extra\n' >ragged.csv
printf '{"name":"Fine"}\n{"name":"Bad","country":"Atlantis"}\n' >bad.json
printf '{"name":"Fine"}\n{"name":' >cut.json
printf 'name\nb\377d\n' >latin.csv
printf '{"name":"Fine"}\n{"nme":"Typo"}\n' >typo.json
head -c 5000 "$PIPE_DIR/data.mdb" >cut.backup
cp "$yaml" good.yaml
sed 's/^currency: EUR/currency: EUX/' good.yaml >bad.yaml

bytes()
{
	sha256sum <"$PIPE_DIR/data.mdb"
}

before=$(bytes)
n=0
while read -r want line; do
	case $want in '' | \#*) continue ;; esac
	case $line in *'config apply'*) cp bad.yaml "$yaml" ;; esac
	eval "run $line"
	[ "$status" = "$want" ] && [ -n "$err" ] && [ "$(bytes)" = "$before" ]
	result $? "$want: $line" "$(seen)" "bytes: $before $(bytes)"
	cp good.yaml "$yaml"
	n=$((n + 1))
done <<'.'
# not found
1 pipe account show 99
1 pipe account set 99 --city Rome
1 pipe deal win 99
1 pipe contact rm 99
1 pipe log deal/99
1 pipe undo 999
1 pipe explain deal/99
# usage
3 pipe account add
2 pipe account add X --citty Rome
2 pipe account set --city Rome
2 pipe account set 1
1 pipe contact add Eve --account nobody-there
2 pipe deal move 1 nowhere
3 pipe deal lose 1
2 pipe deal add Y --stage nowhere
3 pipe rep add
1 pipe team rm acme
2 pipe quota set rep/anna 2026Q9 100EUR
2 pipe note deal/1
2 pipe forecast 2026Q9
2 pipe undo soon
2 pipe backup
2 pipe config set no.such value
2 pipe product add X --sku
2 pipe campaign list --sort nothing
2 pipe activity list 'no-such:word'
# bad data
3 pipe account add X --country Atlantis
3 pipe account set 1 --no-name
3 pipe account add --from ragged.csv
3 pipe account add --from bad.json
3 pipe account add --from cut.json
3 pipe account add --from latin.csv
3 pipe account add Z --at 2030-01-01
3 pipe deal add Z --amount 1.005
3 pipe deal add Z --probability 101
3 pipe contact add Z --email nonsense
2 pipe deal lose 1 --reason gremlins
4 pipe rep add anna --name Again
3 pipe config apply
3 pipe lead convert 1 --amount 12x
# look again
4 pipe account add X --ext crm:1
4 pipe account set 1 --city Rome --if-rev 7
4 pipe init
# the system
5 pipe account add --from none/file
5 pipe backup none/backup
5 pipe account add X -C "$WORK/none"
5 pipe init --from-backup none/backup -C "$WORK/never"
7 pipe -C "$WORK/new" init --from-backup cut.backup
.
check_same 'as many as promised' 1 "$((n >= 40))"
check 'the store is whole' pipe check

# what is only tried changes nothing either
while read -r line; do
	eval "run $line"
	[ "$status" = 0 ] && [ "$(bytes)" = "$before" ]
	result $? "0: $line" "$(seen)"
done <<'.'
pipe account add Fine --dry-run
pipe deal win 1 --dry-run
pipe lead convert 1 --dry-run
pipe undo --dry-run
pipe config apply --dry-run
pipe account set 1 --name Acme
pipe account add Acme --ext crm:1 --upsert
.
finish

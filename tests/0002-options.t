#!/bin/sh
# The grammar of options: rows, everywhere the same.
. "$(dirname "$0")/lib.sh"
store
for n in Acme Globex Initech; do
	pipe account add "$n" >/dev/null || exit 1
done

check_out '--opt value' pipe account list --columns id,name -n 1 <<.
1	Acme
.
check_out '--opt=value' pipe account list --columns=id,name --limit=1 <<.
1	Acme
.
check_out 'options before the verb' pipe account -n 1 -c id list <<.
1
.
check_out 'options behind the arguments' pipe account list Acme -c id <<.
1
.
check_out 'the last of two counts' pipe account list -n 3 -n 1 -c id <<.
1
.
check_out '-- ends them' pipe account list -c name -- Globex <<.
Globex
.
check_err "did you mean '--columns'" pipe account list --colum id
check_exit 2 'no abbreviation of an option' pipe account list --col id
check_exit 2 'an unknown letter' pipe account list -Z
check_exit 2 'letters are not bundled' pipe account list -qv
check_err 'letters stand alone: -q' pipe account list -qv
check_exit 2 'no attached value' pipe account list -n1
check_err 'the value stands apart: -n 1' pipe account list -n1
check_err 'needs a value' pipe account list --limit
check_err 'takes no value' pipe account list --count=3
check_err "'x' is no whole number" pipe account list -n x
check_err "'-1' is no whole number" pipe account list -n -1
check_exit 2 'an option of another verb' pipe account rm 1 --sort name
check_exit 2 'a view for a change' pipe account rm 1 --as-of today
check_exit 2 'formats that exclude each other' pipe account list --csv --json
check_out '--json=COLUMNS' pipe account list -n 1 --json=id,name <<.
[
{"id":1,"name":"Acme"}
]
.
check_exit 2 'columns named twice' pipe account list --json=id -c name
check_exit 2 'a pointless header' pipe account list --json --no-header
check_exit 2 'a count of sorted rows' pipe account list --count -s name
check_exit 2 'columns of a count' pipe account list --count -c name
check_exit 2 'many for the editor' pipe account edit --all
check_exit 20 'format version too old' pipe account list --format-version 0
check_exit 21 'format version too new' pipe account list --format-version 9
check 'the format version there is' pipe account list --format-version 1

# fields are options
check 'a field' pipe account set 1 --industry retail
check 'a field with =' pipe account set 1 --city='New York'
check_out 'both are there' pipe account show 1 -c industry,city -F tsv <<.
retail	New York
.
check '--no-FIELD clears' pipe account set 1 --no-industry
check_out 'it is cleared' pipe account show 1 -c industry,city -F ndjson <<.
{"industry":null,"city":"New York"}
.
check_exit 2 'an empty value is no way to clear' pipe account set 1 --city ''
check_err 'to clear it: --no-city' pipe account set 1 --city ''
check_exit 2 'an unknown field' pipe account set 1 --citty Rome
check_err "did you mean '--city'?" pipe account set 1 --citty Rome
check_exit 2 'a derived field' pipe account set 1 --rev 4
check_exit 3 'a required field stays' pipe account set 1 --no-name
check_exit 3 'a bad value' pipe account set 1 --country Atlantis
check_exit 2 'nothing to set' pipe account set 1

# values that look like options are values (T7)
for v in --version -x - --; do
	check "a name $v behind --" pipe account add -- "$v"
	id=$out
	run pipe account show "$id" -c name -F tsv
	check_same "it is $v" "$v" "$out"
done
check 'as the value of an option' pipe account add --name --help
run pipe account show "$out" -c name -F tsv
check_same 'it is --help' '--help' "$out"
check_exit 2 'invalid UTF-8 is refused' pipe account add "$(printf 'a\377b')"
check_err 'invalid UTF-8 at byte offset 1' pipe account add "$(printf 'a\377b')"

# the clock
check_err 'PIPE_NOW' env PIPE_NOW=yesterday pipe account list
check_exit 2 '--now wants an instant' pipe account list --now today
check 'a clock by option' pipe account add Clock --now 2026-10-16T08:00:00Z
run pipe account show "$out" -c created -F tsv
check_same 'is the one used' 2026-10-16T08:00:00Z "$out"
finish

#!/bin/sh
# A file that comes again after records were removed: an external id, or a row's
# content, is one record's for good, so that the record comes back.
. "$(dirname "$0")/lib.sh"
store
cat >map.yaml <<.
entity: account
key: {ext: crm, column: Nr}
columns: {Name: name, Branch: industry}
.
printf 'Nr,Name,Branch\n1,Alpha,retail\n2,Beta,food\n' >accounts.csv
import() { pipe import account accounts.csv --map map.yaml; }
list()
{
	pipe account list archived:any -s id -c id,name,industry,archived \
		-F tsv
}
check 'a file' import
check 'a record is removed' pipe account rm 2
check 'the file again' import
check_same 'it comes back, the other stays' '2 rows: 0 created, 1 updated, 1 unchanged, 0 rejected
1 of them had been archived and came back' "$err"
check_out 'as the record it was' list <<.
1	Alpha	retail	no
2	Beta	food	no
.
check_out 'with its history' sh -c 'pipe account history 2 --json |
	jq "map(.op) | unique | length"' <<.
3
.
pipe account rm 2 -q
sed -i 's/food/feed/' accounts.csv
check 'with a change' import
check_out 'it has the change, too' list <<.
1	Alpha	retail	no
2	Beta	feed	no
.
check 'a third time' import
check_same 'nothing changes' 'nothing changed: all of it was there already' \
	"$(echo "$err" | tail -n 1)"

# an import taken back may be made again
check 'undo' pipe undo
check_out 'of the last one' list <<.
1	Alpha	retail	no
2	Beta	food	yes
.
check 'after it' import
check_out 'it is there again' list <<.
1	Alpha	retail	no
2	Beta	feed	no
.

# rows known by their content
printf 'name,amount\nOne,10\nTwo,20\nTwo,20\n' >deals.csv
check 'deals without keys' pipe import deal deals.csv
check 'two are removed' pipe deal rm 1 3
check 'again' pipe import deal deals.csv
check_same 'and back' '3 rows: 0 created, 2 updated, 1 unchanged, 0 rejected
2 of them had been archived and came back' "$err"
check_out 'all of them, once' pipe deal list archived:any -c id,name,archived \
	-s id -F tsv <<.
1	One	no
2	Two	no
3	Two	no
.

# where names are the key, another may have the name by now
cat >names.yaml <<.
entity: account
key: name
columns: {Name: name, Branch: industry}
ignore: [Nr]
.
check 'removed' pipe account rm 1
check 'by name' pipe import account accounts.csv --map names.yaml
check_same 'it is another record' '2 rows: 1 created, 0 updated, 1 unchanged, 0 rejected' "$err"

# the command line
pipe account add Gamma --ext erp:7 -q >/dev/null
pipe account rm ext:erp:7 -q
check_exit 4 'an external id is taken, be it archived' \
	pipe account add Other --ext erp:7
check 'upsert' pipe account add Delta --ext erp:7 --upsert
check_out 'brings it back' pipe account show ext:erp:7 -c id,name,archived \
	-F tsv <<.
4	Delta	no
.
check_out 'one has the id' pipe account list archived:any ext:erp:7 --count <<.
1
.
check 'nothing is wrong' pipe check
finish

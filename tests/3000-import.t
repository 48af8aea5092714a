#!/bin/sh
# Import without a map: headers that are called like fields.
. "${0%/*}/lib.sh"

# What the last import said, on one line.
said()
{
	printf '%s' "$err" | head -n 1
}

store
cat >deals.csv <<'END'
Name,Amount,Close,NEXT-STEP,
Acme renewal,1200.5,2026-11-30,call back,
Bolt,,,"several
lines, and ""quotes""",
END
check_err "next_step" pipe import deal deals.csv
cat >deals.csv <<'END'
Name,Amount,Close,NEXT-STEP,
Acme renewal,1200.5,2026-11-30,call back,
Bolt,,,"a, and ""quotes""",
END
check "headers in any case, with '-' and blanks" pipe import deal deals.csv
check_same "it is said what was done" \
	"2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected" "$(said)"
check_out "values are where they belong" \
	pipe deal list -c name,amount,close,next_step,owner --csv <<'END'
name,amount,close,next_step,owner
Acme renewal,1200.50,2026-11-30,call back,
Bolt,,,"a, and ""quotes""",
END
check "the same file again" pipe import deal deals.csv
check_same "changes nothing and says so" \
	"nothing changed: all of it was there already" \
	"$(printf '%s' "$err" | tail -n 1)"
check_out "and writes no operation" sh -c 'pipe log | grep -c import' <<'END'
1
END
printf 'Amount,Name,Close,next_step\n1200.5,Acme renewal,2026-11-30,call back\n7,New,,\n' >more.csv
check "rows that came before are known by their content, in any order" \
	pipe import deal more.csv
check_same "of two, one is new" \
	"2 rows: 1 created, 0 updated, 1 unchanged, 0 rejected" "$(said)"
printf 'name\nTwin\nTwin\n' >twins.csv
check "equal rows are two records" pipe import deal twins.csv
check_same "both new" "2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected" \
	"$(said)"
check "and still two" pipe import deal twins.csv
check_same "both known" \
	"2 rows: 0 created, 0 updated, 2 unchanged, 0 rejected" "$(said)"

printf 'name,Amout,Close Date\nA,5,\n' >typo.csv
check_exit 3 "headers that are no fields" pipe import deal typo.csv
check_same "all of them, with the nearest field" \
"pipe-import: typo.csv:1:6: column 'Amout' is no field of deal (did you mean 'amount'?)
pipe-import: typo.csv:1:12: column 'Close Date' is no field of deal (did you mean 'close'?)
  a map says what columns mean; to have one begun: pipe import deal --guess FILE" \
	"$err"
printf 'name,amount\nA,5\nB,6.505\n' >bad.csv
check_exit 3 "a bad value" pipe import deal bad.csv
check_same "has its place" \
	"pipe-import: bad.csv:3:3: amount: '6.505': EUR has 2 digits after the point" \
	"$err"
check_out "and nothing came in" pipe deal list -e 'name = A' --count <<'END'
0
END
printf 'name,weighted,rev\nA,5,3\n' >derived.csv
check "computed columns are passed over" pipe import deal derived.csv
check_out "and not believed" pipe deal list -e 'name = A' -c weighted,rev <<'END'
	1
END

# keys
printf 'handle,name\nanna,Anna Ek\nbert,Bert Bo\n' >reps.csv
check "reps by handle" pipe import rep reps.csv
printf 'handle,name,email\nanna,Anna Berg,anna@x.example\ncora,Cora,\n' >reps.csv
check "the same handle is the same rep" pipe import rep reps.csv
check_same "one new, one changed" \
	"2 rows: 1 created, 1 updated, 0 unchanged, 0 rejected" "$(said)"
check_out "as the file says" pipe rep list -c handle,name,email <<'END'
anna	Anna Berg	anna@x.example
bert	Bert Bo	
cora	Cora	
END
printf 'name,ext,owner\nAcme,crm:1,anna\nBolt,crm:2,\n' >accounts.csv
check "accounts by external id" pipe import account accounts.csv
printf 'name,ext,owner\nAcme Ltd,crm:1,bert\nBolt,crm:2,\n' >accounts.csv
check "are found by it" pipe import account accounts.csv
check_same "one changed" \
	"2 rows: 0 created, 1 updated, 1 unchanged, 0 rejected" "$(said)"
check_out "an empty cell clears" sh -c '
	printf "ext,name,owner\ncrm:1,Acme Ltd,\n" >clear.csv
	pipe import account clear.csv -q && pipe account show 1 --json=name,owner' <<'END'
[
{"name":"Acme Ltd","owner":null}
]
END

# JSON
cat >deals.ndjson <<'END'
{"name":"From JSON","amount":"10.00","tag":["b","a"],"ext":["crm:9"]}
{"amount":12.5,"name":"Ü \"x\"","archived":false,"close":null}
END
check "lines of JSON" pipe import deal deals.ndjson
check_out "numbers, lists, escapes" \
	pipe deal list name:~json,name:~x -c name,amount,tag --json <<'END'
[
{"name":"From JSON","amount":"10.00","amount_minor":1000,"tag":["a","b"]}
]
END
check_out "the other one" pipe deal list 'amount:12.50' -c name --csv <<'END'
name
"Ü ""x"""
END
printf '[{"name":"In an array"},{"name":"Another"}]' >array.json
check "an array" pipe import deal array.json
check_out "standard input" sh -c '
	printf "%s\n" "{\"ext\":[\"crm:9\"],\"amount\":\"11\"}" |
		pipe import deal - -q && pipe deal show ext:crm:9 --json=name,amount' <<'END'
[
{"name":"From JSON","amount":"11.00","amount_minor":1100}
]
END
printf '{"name":"A","amout":1}\n' >typo.ndjson
check_err "key 'amout' is no field of deal" pipe import deal typo.ndjson
printf '{"name":"A"}\n{"name":"A","name":"B"}\n' >twice.ndjson
check_err "twice.ndjson:2:" pipe import deal twice.ndjson

# usage
check_exit 2 "no such entity" pipe import deel deals.csv
check_exit 2 "no file" pipe import deal
check_exit 2 "no entity" pipe import deals.csv
check_exit 5 "no such file" pipe import deal missing.csv
check_exit 2 "three arguments" pipe import deal a b
check_exit 2 "rejects without keep-going" \
	pipe import deal deals.csv --rejects r.csv
check_err "did you mean 'deal'" pipe import deel deals.csv

# dry run
printf 'name\nTry\n' >try.csv
check "a dry run" pipe import deal try.csv --dry-run
check_same "prints the plan with counts" "key: the row's content
name -> name
would import 1 row: 1 created, 0 updated, 0 unchanged, 0 rejected" "$out"
check_out "and changes nothing" pipe deal list -e 'name = Try' --count <<'END'
0
END
check "dated by --at" pipe import deal try.csv --at 2026-01-05
check_out "as of that day" pipe deal list -e 'name = Try' --as-of 2026-01-05 -c name,created <<'END'
Try	2026-01-05T22:59:59.999999Z
END

# changes of records that are there: one that turns a value back is one too
printf 'deal,name,amount,created\nX1,Back and forth,5,2026-01-02\n' >made.csv
cat >made.yaml <<'END'
key: {ext: x, column: deal}
at: created
columns: {name: name, amount: amount}
END
cat >changes.csv <<'END'
deal,field,old,new,when
X1,amount,5,6,2026-02-01
X1,amount,6,5,2026-02-02
X1,next_step,,call,2026-02-03
X1,amount,5,5,2026-02-04
END
cat >changes.yaml <<'END'
key: {ext: x, column: deal}
create: false
history: {at: when, field: field, old: old, new: new,
  fields: {amount: amount, next_step: next_step}}
END
check "a deal as it was made" pipe import deal made.csv --map made.yaml
check "what became of it" pipe import deal changes.csv --map changes.yaml
id=$(pipe deal list ext:x:X1 -i)
check_same "back and forth" '2026-01-31T23:00:00Z,amount,5.00,6.00
2026-02-01T23:00:00Z,amount,6.00,5.00
2026-02-02T23:00:00Z,next_step,,call' \
	"$(pipe deal history "$id" --csv |
		grep -E ',(amount,[0-9]|next_step)' | cut -d , -f 3,5-)"
check "the same again" pipe import deal changes.csv --map changes.yaml
check_same "changes nothing" \
	"4 rows about 1 records: 0 created, 0 updated, 1 unchanged, 0 rejected" \
	"${err%%
*}"
check "nothing is wrong inside" pipe check
finish

#!/bin/sh
# Import by a map: files of every make, values of every form, references,
# keys, histories, and what becomes of rows that are refused.
. "${0%/*}/lib.sh"
store

said()
{
	printf '%s' "$err" | head -n 1
}
all_known="nothing changed: all of it was there already"

# ---- files of every make: the same two accounts each time ----------------------

cat >account.yaml <<'END'
entity: account
key: {ext: erp, column: Nr}
columns:
  Nr: description
  Firma: name
  Ort: industry
END
printf 'Nr,Firma,Ort\n1,Müller & Söhne,Köln\n2,Łódź SA,"a ""b"", c"\n' >plain.csv
check "a plain file" pipe import account plain.csv --map account.yaml
check_same "two are new" "2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected" \
	"$(said)"
check_out "letters and quotes are as they were" \
	pipe account list -c name,industry --csv <<'END'
name,industry
Müller & Söhne,Köln
Łódź SA,"a ""b"", c"
END

same() # NAME FILE [OPTIONS]: nothing else than the plain file
{
	check "$1" pipe import account "$2" --map account.yaml ${3:-} ${4:-}
	check_same "$1: the same" "$all_known" \
		"$(printf '%s' "$err" | tail -n 1)"
}
printf '\357\273\277' | cat - plain.csv >made.csv
same "with a byte order mark" made.csv
sed 's/$/\r/' plain.csv >made.csv
same "with CR LF" made.csv
tr '\n' '\r' <plain.csv >made.csv
same "with CR alone" made.csv
head -c -1 plain.csv >made.csv
same "without a last newline" made.csv
for mark in ';' '|' '	'; do
	sed "s/,\([^ ]\)/$mark\1/g" plain.csv >made.csv
	same "with '$mark' between cells" made.csv
done
iconv -f UTF-8 -t UTF-16 plain.csv >made.csv
same "in UTF-16 with its mark" made.csv
iconv -f UTF-8 -t UTF-16LE plain.csv >made.csv
same "in UTF-16LE without" made.csv --encoding utf-16le
iconv -f UTF-8 -t UTF-16BE plain.csv >made.csv
same "in UTF-16BE without" made.csv --encoding utf-16be
jq -Rcs 'split("\n") | .[1:3] | [{Nr: "1", Firma: "Müller & Söhne", Ort: "Köln"},
	{Nr: 2, Firma: "Łódź SA", Ort: "a \"b\", c"}]' plain.csv >made.json
same "in JSON" made.json
jq -c '.[]' made.json >made.ndjson
same "in NDJSON" made.ndjson
check "from standard input" sh -c \
	'pipe import account - --map account.yaml <made.ndjson'
sed '1s/.*/ NR ,firma,ORT/' plain.csv >made.csv
same "by names in another case" made.csv

printf 'Nr,Firma,Ort\n3,M\374ller,K\366ln\n' >made.csv
check_exit 3 "latin1 that is not named" \
	pipe import account made.csv --map account.yaml
check_same "is refused with its place" made.csv:2:4 \
	"$(printf '%s' "$err" | grep -o 'made.csv:[0-9]*:[0-9]*' | head -n 1)"
check "latin1" pipe import account made.csv --map account.yaml \
	--encoding latin1
printf 'Nr,Firma,Ort\n4,Caf\351 \2263\226,10 \200\n' >made.csv
check "cp1252" pipe import account made.csv --map account.yaml \
	--encoding cp1252
check_out "letters, dashes and the euro" \
	pipe account list ext:erp:3,erp:4 -c name,industry --csv <<'END'
name,industry
Müller,Köln
Café –3–,10 €
END
printf 'Nr,Firma,Ort,Notiz\n5,Zeilen,Bonn,"eins\r\nzwei, ""drei""\n\nvier"\n6,Eine,Bonn,\n' \
	>made.csv
sed '/Nr:/d; s/^columns:/&\n  Notiz: description/' account.yaml >note.yaml
check "newlines between quotes" pipe import account made.csv --map note.yaml
check_same "are kept" "eins
zwei, \"drei\"

vier" "$(pipe account show ext:erp:5 --json=description | jq -r '.[].description')"

# Rows that are too short or too long, what stands above and below.
printf 'Report of 1 May\n\nNr,Firma,Ort\n7,Kurz\n8,Lang,Bonn,\n\nTotal,2,\n' \
	>made.csv
printf 'skip: 2\nstop_at_blank: true\n' | cat account.yaml - >skip.yaml
check_exit 3 "a ragged row" pipe import account made.csv --map skip.yaml
check_same "is refused with its line" made.csv:4 \
	"$(printf '%s' "$err" | grep -o 'made.csv:[0-9]*' | head -n 1)"
echo 'ragged: pad' >>skip.yaml
check "padded, between a title and a footer" \
	pipe import account made.csv --map skip.yaml
check_same "neither of which is a row" \
	"2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected" "$(said)"
printf '9;Ohne;Bonn\n' >made.csv
printf 'header: false\ndelimiter: ";"\n' |
	cat account.yaml - | sed 's/Nr/1/; s/ Nr:/ 1:/; s/Firma/2/; s/Ort/3/' \
	>bare.yaml
sed -i 's/^  Nr:/  1:/' bare.yaml
check "without a header" pipe import account made.csv --map bare.yaml
check_out "columns have numbers" pipe account list ext:erp:9 -c name,industry <<'END'
Ohne	Bonn
END

# ---- values of every form -------------------------------------------------------

cat >values.yaml <<'END'
entity: deal
key: {ext: v, column: id}
date: dmy
number: eu
columns:
  title: {field: name, case: upper}
  sum: amount
  thousands: {field: recurring, number: us, unit: "1000"}
  day: close
  us: {field: next, date: mdy}
  won: {field: probability, number: plain}
  from:
    field: source
    values: {Messe: event, Netz: website, "?": ""}
  marks: {field: tag, split: ";"}
constants: {currency: USD, next_step: call}
set:
  description: {parts: "{title}: {day}"}
ignore: [extra, more]
END
cat >values.csv <<'END'
id,title,sum,thousands,day,us,won,from,marks,extra,more
1,alpha,"1.234,5","$1,2.5",31.12.2026,1/2/2027,12.5,Messe,a;b,x,y
2,beta,"-0","0.001",1/2/2027,12/31/2026,50,?,,,
END
check_exit 3 "a number that is none" pipe import deal values.csv --map values.yaml
check_same "has its place" values.csv:2:19 \
	"$(printf '%s' "$err" | grep -o 'values.csv:[0-9]*:[0-9]*' | head -n 1)"
sed -i 's/\$1,2.5/$1,002.5/; s/"-0"/0/' values.csv
check "days, numbers, units, words and constants" \
	pipe import deal values.csv --map values.yaml
check_out "are what was meant" pipe deal list 'ext:v:1,v:2' --csv -s id \
	-c name,amount,recurring,currency,close,next,probability,source,tag,next_step,description <<'END'
name,amount,recurring,currency,close,next,probability,source,tag,next_step,description
ALPHA,1234.50,1002500.00,USD,2026-12-31,2027-01-02,12.5,event,"a,b",call,alpha: 31.12.2026
BETA,0.00,1.00,USD,2027-02-01,2026-12-31,50,,,call,beta: 1/2/2027
END
for form in "ymd 2026/12/31" "ymd 20261231" "iso 2026-12-31" "excel 46387" \
	"mdy 12/31/2026" "dmy 31-12-2026"; do
	printf 'id,title,day\n3,gamma,%s\n' "${form#* }" >day.csv
	printf 'entity: deal\nkey: {ext: v, column: id}\ncolumns:\n  title: name\n  day: {field: close, date: %s}\n' \
		"${form% *}" >day.yaml
	check "a day as $form" \
		pipe import deal day.csv --map day.yaml
	check_same "is the same day" 2026-12-31 \
		"$(pipe deal show ext:v:3 --json=close | jq -r '.[].close')"
	pipe deal set ext:v:3 --no-close -q || echo "not ok - no close day"
done

# An empty cell clears, or keeps.
printf 'id,title,sum,day\n1,alpha,,\n' >empty.csv
cat >empty.yaml <<'END'
entity: deal
key: {ext: v, column: id}
columns:
  title: {field: name, case: upper}
  sum: {field: amount, empty: keep}
  day: {field: close, empty: clear}
END
check "empty cells" pipe import deal empty.csv --map empty.yaml
check_out "are kept or cleared" pipe deal list ext:v:1 -c amount,close --csv <<'END'
amount,close
1234.50,
END

# ---- references -----------------------------------------------------------------

cat >refs.csv <<'END'
id,title,customer,erp,seller,team
1,One,Neu GmbH,erp:1,Eva Ek,south
2,Two,neu gmbh,erp:1,Eva Ek,south
3,Three,Müller,erp:2,Bo Ud,
END
cat >refs.yaml <<'END'
entity: deal
key: {ext: r, column: id}
columns:
  title: name
  customer: {field: account, ref: {by: name, create: true}}
  seller: {field: owner, case: key, ref: {by: key, create: true}}
ignore: [erp, team]
END
check "references made on request" pipe import deal refs.csv --map refs.yaml
check_same "once each, and it is said" "2 reps made besides
1 account made besides" "$(printf '%s' "$err" | sed 1d | sort -r | head -n 2)"
check_out "by name and key" pipe deal list ext:r:1,r:2,r:3 -s id \
	-c name,account.name,owner <<'END'
One	Neu GmbH	eva-ek
Two	Neu GmbH	eva-ek
Three	Müller	bo-ud
END
check "again" pipe import deal refs.csv --map refs.yaml
check_same "changes nothing" "$all_known" "$(printf '%s' "$err" | tail -n 1)"
sed 's/customer: .*/erp: {field: account, ref: {by: "ext:erp"}}/
	s/\[erp, team\]/[customer, team]/' refs.yaml >erp.yaml
sed 's/erp://' refs.csv >erp.csv
check "by external id" pipe import deal erp.csv --map erp.yaml
check_out "of another source" pipe deal list ext:r:1,r:3 -s id \
	-c account.name <<'END'
Müller & Söhne
Łódź SA
END
sed 's/, create: true//' refs.yaml >strict.yaml
sed 's/Neu GmbH/Nie AG/' refs.csv >nobody.csv
check_exit 3 "nobody by that name" pipe import deal nobody.csv --map strict.yaml
check_same "with its place" nobody.csv:2:7 \
	"$(printf '%s' "$err" | grep -o 'nobody.csv:[0-9]*:[0-9]*' | head -n 1)"

# ---- histories ------------------------------------------------------------------

# The long form: a row is one change of one field, in any order.
cat >long.csv <<'END'
record,field,old,new,when
100,Stage,qualification,needs,2026-03-01
100,Stage,prospecting,qualification,2026-02-01
100,Amount,1000,2500.50,2026-03-01
100,Colour,red,blue,2026-03-05
200,Reason,,price,2026-04-01T10:00:00Z
200,Stage,prospecting,lost,2026-04-01T10:00:00Z
100,Stage,needs,won,2026-05-01
END
cat >long.yaml <<'END'
entity: deal
key: {ext: long, column: record}
set: {name: {parts: "Deal {record}"}}
history:
  at: when
  field: field
  old: old
  new: new
  fields: {Stage: stage, Amount: amount, Reason: reason}
  ignore: [Colour]
END
check "one row a change" pipe import deal long.csv --map long.yaml
for day in 2026-01-31 2026-02-15 2026-03-02 2026-04-30 2026-05-01; do
	echo "$day" "$(pipe deal list -a ext:long:100,long:200 -s id \
		--as-of $day -c ext,stage,amount --csv --no-header | tr '\n' ' ')"
done >got
check_same "each holds from its day on" "2026-01-31 
2026-02-15 long:100,qualification,1000.00 
2026-03-02 long:100,needs,2500.50 
2026-04-30 long:100,needs,2500.50 long:200,lost, 
2026-05-01 long:100,won,2500.50 long:200,lost, " "$(cat got)"
check "the same changes again" pipe import deal long.csv --map long.yaml
check_same "change nothing" "$all_known" "$(printf '%s' "$err" | tail -n 1)"
sed 's/100,Colour/100,Size/' long.csv >other.csv
check_exit 3 "a field the map does not know" \
	pipe import deal other.csv --map long.yaml
check_same "has its line" other.csv:5 \
	"$(printf '%s' "$err" | grep -o 'other.csv:[0-9]*' | head -n 1)"
sed 's/ignore: .*/ignore: "*"/' long.yaml >rest.yaml
check "or all others are left out" pipe import deal other.csv --map rest.yaml
echo '100,Amount,2500.50,2600,2026-05-02' >>long.csv
check "one more change" pipe import deal long.csv --map long.yaml
check_out "goes on from there" pipe deal list -a ext:long:100 -c amount,rev --csv <<'END'
amount,rev
2600.00,6
END

cat >hole.csv <<'END'
record,field,old,new,when
300,Stage,prospecting,qualification,2026-02-01
300,Amount,5,six,2026-02-02
400,Stage,prospecting,qualification,2026-02-01
END
check_exit 6 "a history with a hole is none" pipe import deal hole.csv \
	--map long.yaml --keep-going --rejects rest.csv
check_same "all its rows are refused, others come in" \
	"2 3 long:400" "$(sed 1d rest.csv | cut -d , -f 1 | paste -sd ' ') $(
		pipe deal list ext:long:300,long:400 -c ext)"

# The wide form: columns say when, and rows that are whole records at a time.
cat >wide.csv <<'END'
id,title,opened,closed,how,paid
1,Wide one,2026-01-10,2026-02-20,Won,90
2,Wide two,2026-01-20,,Open,
END
cat >wide.yaml <<'END'
entity: deal
key: {ext: wide, column: id}
columns: {title: name}
history:
  - at: opened
    set: {stage: qualification, amount: {text: "100"}}
  - at: closed
    when: {how: [Won, Lost]}
    set: {stage: {column: how, case: lower}, amount: {column: paid}}
END
check "columns that say when" pipe import deal wide.csv --map wide.yaml
check_out "before" pipe deal list -a ext:wide:1,wide:2 -s id --as-of 2026-02-19 \
	-c name,stage,amount <<'END'
Wide one	qualification	100.00
Wide two	qualification	100.00
END
check_out "after" pipe deal list -a ext:wide:1,wide:2 -s id --as-of 2026-02-20 \
	-c name,stage,amount <<'END'
Wide one	won	90.00
Wide two	qualification	100.00
END
cat >whole.csv <<'END'
id,title,stage,amount,as_of
1,Whole,needs,20,2026-03-01
1,Whole,qualification,10,2026-02-01
END
printf 'entity: deal\nkey: {ext: whole, column: id}\nat: as_of\ncolumns: {title: name, stage: stage, amount: amount}\n' \
	>whole.yaml
check "rows that are the record at a time" \
	pipe import deal whole.csv --map whole.yaml
check_out "in the order of time" pipe deal list ext:whole:1 \
	--as-of 2026-02-15 -c stage,amount <<'END'
qualification	10.00
END
printf 'id,title,opened,closed,how,paid\n1,Wide one,2026-01-10,2026-02-20,Won,90\n3,W,2027-01-01,,Open,\n' >future.csv
check_exit 3 "what lies in the future did not happen" \
	pipe import deal future.csv --map wide.yaml

# ---- refused rows, dry runs -----------------------------------------------------

cat >some.csv <<'END'
id,title,sum
1,Good,10
2,Bad,ten
3,"Also ""bad"", see",10.005
4,Fine,20
END
printf 'entity: deal\nkey: {ext: some, column: id}\ncolumns: {title: name, sum: amount}\n' \
	>some.yaml
pipe export --history >before
check_exit 3 "one bad row" pipe import deal some.csv --map some.yaml
check_exit 6 "a dry run" pipe import deal some.csv --map some.yaml --dry-run --keep-going
pipe export --history >after
check "neither changes anything" cmp before after
check_exit 3 "a dry run of it all" pipe import deal some.csv --map some.yaml --dry-run
check_exit 6 "the rest comes in" pipe import deal some.csv --map some.yaml \
	--keep-going --rejects rest.csv
check_same "and it is said how much" \
	"4 rows: 2 created, 0 updated, 0 unchanged, 2 rejected" \
	"$(printf '%s' "$err" | grep rows:)"
check_same "what was refused, why, and where" \
"reject_line,reject_reason,id,title,sum
3,amount: 'ten': not an amount,2,Bad,ten
4,amount: '10.005': EUR has 2 digits after the point,3,\"Also \"\"bad\"\", see\",10.005" \
	"$(cat rest.csv)"
sed -i 's/,ten$/,10/; s/,10\.005$/,10/' rest.csv
check "mended, they come in by the same map" \
	pipe import deal rest.csv --map some.yaml
check_same "as new" "2 rows: 2 created, 0 updated, 0 unchanged, 0 rejected" \
	"$(printf '%s' "$err" | grep rows:)"
sed 's/ten/10/; s/10.005/11/' some.csv >all.csv
check "a dry run of what is there" \
	pipe import deal all.csv --map some.yaml --dry-run
check_same "has a plan with counts" "key: ext:some:{id}
title -> name
sum -> amount
would import 4 rows: 0 created, 1 updated, 3 unchanged, 0 rejected" "$out"

# ---- a map to begin with ----------------------------------------------------------

cat >crm.csv <<'END'
Id;Deal Name;Account Name;Amount;Close Date;Owner;Colour
1;Erste;Muster GmbH;1.250,00;31.12.2026;Ida Om;red
2;Zweite;Beispiel AG;99,50;01.02.2027;Per Å;blue
END
check "a map is guessed" pipe import deal --guess crm.csv
cp .out crm.yaml
check "and works as it stands" pipe import deal crm.csv --map crm.yaml
check_out "as a person would have said it" \
	pipe deal list ext:source:1,source:2 -s id \
	-c name,account.name,amount,close,owner.name <<'END'
Erste	Muster GmbH	1250.00	2026-12-31	Ida Om
Zweite	Beispiel AG	99.50	2027-02-01	Per Å
END
check "again" pipe import deal crm.csv --map crm.yaml
check_same "it is the same file" "$all_known" "$(printf '%s' "$err" | tail -n 1)"
cat >firms.csv <<'END'
Company,Sector,Parent company
Tochter,food,Mutter
Mutter,food,
END
check "one of accounts" \
	sh -c 'pipe import account --guess firms.csv >firms.yaml'
check "that name each other" pipe import account firms.csv --map firms.yaml
check_out "has each of them once" \
	pipe account list industry:food -s name -c name,parent.name <<'END'
Mutter	
Tochter	Mutter
END
printf 'Product,List price\nRed Box,10\n' >boxes.csv
check "one of what has a key" \
	sh -c 'pipe import product --guess boxes.csv >boxes.yaml'
check "and a name" pipe import product boxes.csv --map boxes.yaml
check_out "makes one of the other" pipe product list -c sku,name,price <<'END'
red-box	Red Box	10.00
END
printf 'Ticket ID,Amount\nT-1,10\n' >tickets.csv
check "one of what has an id only" \
	sh -c 'pipe import deal --guess tickets.csv >tickets.yaml'
check "works too" pipe import deal tickets.csv --map tickets.yaml
check_out "and calls it by that" pipe deal list ext:source:T-1 -c name,amount <<'END'
T-1	10.00
END
printf 'Foo,Bar\n1,2\n' >foo.csv
check_exit 2 "headers that tell nothing" pipe import --guess foo.csv
check "nothing is wrong inside" pipe check
finish

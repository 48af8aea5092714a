#!/bin/sh
# The generic verbs, on several nouns.
. "$(dirname "$0")/lib.sh"
store

check_out 'a team' pipe team add emea --name 'Europe' <<.
1
.
check_out 'a team below it' pipe team add dach --parent emea <<.
2
.
check_out 'a rep' pipe rep add anna --name 'Anna Berg' --team dach <<.
1
.
check_out 'an account' pipe account add 'Analytical Ltd' \
	--domain analytical.example --owner anna --revenue 1200000USD <<.
1
.
check_out 'a contact, by the domain of the account' pipe contact add \
	'Ada Byron' --email ada@analytical.example --account analytical.example <<.
1
.
check_out 'a product' pipe product add GTX-PRO --name 'GTX Pro' --price 4821 <<.
1
.
check_out 'a campaign' pipe campaign add 'Fair' --start 2026-09-07 <<.
1
.
check_exit 4 'a key twice' pipe rep add anna --name 'Another'
check_exit 2 'one argument too many' pipe rep add bob Bob Brown
check_exit 1 'an unknown reference' pipe account add X --owner nobody
check_exit 3 'a required field' pipe rep add --name 'No handle'

# list
check_out 'list' pipe team list <<.
emea	Europe		
dach		emea	
.
check_out 'by filter words' pipe team list parent:emea -c key <<.
dach
.
check_out 'one reference deep' pipe contact list -c name,account.domain <<.
Ada Byron	analytical.example
.
check_out 'a team stands for its reps, and those below' \
	pipe account list team:emea -c name <<.
Analytical Ltd
.
check_out 'JSON' pipe account list --json=id,name,revenue,currency,owner,tag <<.
[
{"id":1,"name":"Analytical Ltd","revenue":"1200000.00","revenue_minor":120000000,"currency":"USD","owner":"anna","tag":null}
]
.
check_out 'CSV' pipe product list --csv <<.
sku,name,price,currency,interval,active
GTX-PRO,GTX Pro,4821.00,EUR,,yes
.
check_out '--ids' pipe rep list -i <<.
1
.
check_out '--template' pipe rep list --template '{handle:8}|{name}' <<.
anna    |Anna Berg
.
check_out '--list-columns' sh -c 'pipe team list --list-columns | cut -f1-4' <<.
id	int		no
key	line		yes
name	line		yes
parent	ref	team	yes
manager	ref	rep	yes
tag	set		no
ext	set		no
archived	bool		no
rev	int		no
created	instant		no
updated	instant		no
.

# set, on one and on many
check 'set' pipe rep set anna --email anna@example.com --tag +lead,+de
check_out 'it is set' pipe rep show anna -c email,tag -F tsv <<.
anna@example.com	de,lead
.
check 'tags are edited' pipe rep set anna --tag -de,+fr
check_out 'they are' pipe rep list tag:fr -c tag <<.
fr,lead
.
for n in a b c; do pipe account add "$n" --city Rome >/dev/null; done
check 'by filter words' pipe account set city:Rome --city Pisa
check_same 'all of them' '3 updated' "$err"
run_in pipe account set - --city Bari <<.
2
account/3
.
check_same 'by ids on stdin' '2 updated' "$err"
check_exit 2 'by nothing' pipe account set --city X
check_exit 2 'by a bare word' pipe contact set Ada --title X
check_exit 2 'words and ids' pipe account set 1 city:Pisa --city X
check_exit 1 'one of them is not there' pipe account set 1 99 --city Lima
check_out 'then none is changed' pipe account show 1 -c city -F json <<.
[
{"city":null}
]
.
check_exit 6 'unless told to go on' pipe account set 1 99 --city Lima --keep-going
check_out 'then the others are' pipe account show 1 -c city -F tsv <<.
Lima
.
check '--all' pipe account set --all --country DE
check_same 'is all' '4 updated' "$err"

# revisions
check_out 'a revision' pipe account show 1 -c rev -F tsv <<.
3
.
check_exit 4 '--if-rev of another' pipe account set 1 --city X --if-rev 2
check '--if-rev of this one' pipe account set 1 --city Oslo --if-rev 3

# rm and restore
check 'rm' pipe account rm 2
check_same 'archives' 'account/2 archived' "$err"
check_out 'out of the list' pipe account list -c id <<.
1
3
4
.
check_out 'and still there' pipe account show 2 -c archived -F tsv <<.
yes
.
check_out 'for who asks' pipe account list archived:yes -i <<.
2
.
check 'restore' pipe account restore 2
check_out 'takes it back' pipe account list --count <<.
4
.

# history
check_out 'history' sh -c 'pipe rep history anna -F tsv | cut -f5-' <<.
handle		anna
name		Anna Berg
team		dach
active		yes
tag		de,lead
email		anna@example.com
tag	de,lead	fr,lead
.
check_exit 2 'of one record' pipe account history 1 2
check_out 'as of then' sh -c 'pipe rep history anna -F tsv --as-of @3 | wc -l' <<.
4
.

# show
check 'a card' pipe account show 1
case $out in *'account/1 Analytical Ltd'*'1,200,000.00 USD'*contacts*'Ada Byron'*)
	r=0 ;; *) r=1 ;; esac
result $r 'has the record and what refers to it' "$out"
check 'a timeline' pipe rep show anna --timeline
case $out in *timeline*'rep/anna tag: de,lead -> fr,lead'*) r=0 ;; *) r=1 ;; esac
result $r 'has the changes' "$out"
check_exit 1 'show what is not there' pipe account show 99
check_exit 2 'show nothing' pipe account show

# count equals the rows, whatever the filter
for w in '' city:Bari 'country:DE' 'name:~a' 'archived:yes' 'id:2..3'; do
	# shellcheck disable=SC2086
	check_same "count of '$w'" "$(pipe account list $w | wc -l)" \
		"$(pipe account list $w --count)"
done
check_out 'groups' pipe account list --group city --count <<.
Bari	2
Oslo	1
Pisa	1
.
check_out 'sums by currency' pipe account list --group country --sum revenue <<.
DE	EUR	
DE	USD	1200000.00
.
finish

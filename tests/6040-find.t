#!/bin/sh
# find: names, e-mails, domains and numbers of all kinds of records.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe rep add anna --name 'Anna Berg' --email anna@example.com >/dev/null
pipe team add emea --name 'Europe' >/dev/null
pipe account add 'Acme GmbH' --domain acme.example --vat-id DE123456789 \
	--phone '+49 30 901820' >/dev/null
pipe account add 'Globex Acme Holding' >/dev/null
pipe contact add 'Ada Byron' --email ada@acme.example --account acme.example \
	--mobile '(0151) 2345-678' >/dev/null
pipe lead add 'Straße, Jürgen' --company 'Pyramid' --email j@pac.example >/dev/null
pipe deal add 'Acme renewal' --ext crm:A-77 >/dev/null
pipe product add GTX-PRO --name 'GTX Pro' >/dev/null
pipe campaign add 'Autumn fair' >/dev/null
pipe activity add 'call Acme back' >/dev/null

check_out 'the better fit first, then by kind' pipe find acme <<.
REF         ENTITY    TITLE                FIELD    VALUE
account/1   account   Acme GmbH            name     Acme GmbH
deal/1      deal      Acme renewal         name     Acme renewal
account/2   account   Globex Acme Holding  name     Globex Acme Holding
contact/1   contact   Ada Byron            email    ada@acme.example
activity/1  activity  call Acme back       subject  call Acme back
.
check_out 'inside a word comes last' sh -c 'pipe find cme -F tsv | cut -f1,4' <<.
account/1	name
account/2	name
contact/1	email
deal/1	name
activity/1	subject
.
check_out 'a whole name' pipe find 'acme gmbh' -F tsv <<.
account/1	account	Acme GmbH	name	Acme GmbH
.
check_out 'every word, of any field' pipe find pyramid j@pac.example -F tsv <<.
lead/1	lead	Straße, Jürgen	company	Pyramid
.
check_out 'not one of them alone' pipe find pyramid acme -F tsv <<.
.
check_out 'case and accents as Unicode has them' pipe find 'STRASSE, JÜRGEN' -F tsv <<.
lead/1	lead	Straße, Jürgen	name	Straße, Jürgen
.
check_out 'a domain' sh -c 'pipe find acme.example -F tsv | cut -f1,4' <<.
account/1	domain
contact/1	email
.
check_out 'an e-mail' pipe find ADA@acme.example -F tsv <<.
contact/1	contact	Ada Byron	email	ada@acme.example
.
check_out 'a phone number, however it is written' pipe find 030/901820 -F tsv <<.
account/1	account	Acme GmbH	phone	+49 30 901820
.
check_out 'in several words' pipe find +49 30 90 18 20 -F tsv <<.
account/1	account	Acme GmbH	phone	+49 30 901820
.
check_out 'with its country and without' sh -c 'pipe find +49 151 2345678 -F tsv
	pipe find 01512345678 -F tsv' <<.
contact/1	contact	Ada Byron	mobile	(0151) 2345-678
contact/1	contact	Ada Byron	mobile	(0151) 2345-678
.
check_out 'a tax number' pipe find DE123456789 -F tsv <<.
account/1	account	Acme GmbH	vat_id	DE123456789
.
check_out 'an id' sh -c 'pipe find 2 -F tsv | head -1' <<.
account/2	account	Globex Acme Holding	id	2
.
check_out 'an external id' pipe find crm:A-77 -F tsv <<.
deal/1	deal	Acme renewal	ext	crm:A-77
.
check_out 'a key' pipe find gtx-pro -F tsv <<.
product/GTX-PRO	product	GTX Pro	sku	GTX-PRO
.
check_out 'a rep' pipe find berg -F tsv <<.
rep/anna	rep	Anna Berg	name	Anna Berg
.
check_out 'a team' pipe find europe -F tsv <<.
team/emea	team	Europe	name	Europe
.
check_out 'a campaign' pipe find fair -F tsv <<.
campaign/1	campaign	Autumn fair	name	Autumn fair
.
check_out 'as JSON' pipe find pyramid --json <<.
[
{"ref":"lead/1","entity":"lead","title":"Straße, Jürgen","field":"company","value":"Pyramid"}
]
.
check_out 'the best alone' sh -c 'pipe find acme -n 2 -F tsv | cut -f1' <<.
account/1
deal/1
.
check 'says what is left' pipe find acme -n 2
check_same 'as a line' '3 more, all by -n 0' "$err"
pipe account rm 1 2>/dev/null
check_out 'archived records are out' sh -c 'pipe find gmbh -F tsv | cut -f1' <<.
.
check_out 'unless asked for' sh -c 'pipe find gmbh --archived -F tsv | cut -f1' <<.
account/1
.
check_out 'at the view' sh -c 'pipe find acme --as-of 2026-10-14 -F tsv' <<.
.
check 'nothing found' pipe find zzz
check_exit 1 'nothing found, asked as a question' pipe find zzz --exit-code
check_exit 2 'no word' pipe find
check_exit 2 'an empty one' pipe find ''

finish

#!/bin/sh
# Messages: what is printed otherwise, in a form that mail programs take, and
# nothing in it that is not meant.
. "$(dirname "$0")/lib.sh"
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
export PIPE_DIR="$WORK/company"
message() { python3 "$ROOT/tests/tools/message.py" "$@"; }
to=boss@example.com

# ---- who it is from --------------------------------------------------------------

check_exit 2 'it must be known who it is from' pipe forecast --mail-to $to
check_err "pipe config set from" pipe forecast --mail-to $to
pipe config set me anna
pipe forecast --mail-to $to >mail
check_same 'I, as I am known' \
	"$(pipe rep show anna --json | jq -r '.[0] | "\(.name) <\(.email)>"')" \
	"$(message From <mail)"
pipe config set from 'Größe & Söhne, "Sales" <sales@halmfeld.example>'
check_err 'a quote is not closed' pipe forecast --mail-to $to
pipe config set from 'Größe, Söhne <sales@halmfeld.example>'
pipe forecast --mail-to $to >mail
check_same 'as the configuration says' '"Größe, Söhne" <sales@halmfeld.example>' \
	"$(message From <mail | sed 's/^\([^"<]*\) </"\1" </')"
check_same 'which is listed' 1 "$(pipe config list -F tsv | grep -c '^from	')"
check_same 'as is the mail program' 'sendmail	sendmail -t -oi	built in' \
	"$(pipe config list --origin -F tsv | grep '^sendmail')"

# ---- the same in text and HTML -----------------------------------------------------

# mailed NAME COMMAND...
mailed()
{
	name=$1
	shift
	"$@" --mail-to $to >mail 2>err
	check "$name: a legal message" sh -c \
		"python3 '$ROOT/tests/tools/message.py' legal <mail"
	"$@" -F table >want 2>/dev/null
	message text <mail | cmp - want >diff 2>&1
	result $? "$name: the text is the table" "$(cat diff)"
	"$@" -F html >want 2>/dev/null
	message html <mail | cmp - want >diff 2>&1
	result $? "$name: the page is the page" "$(cat diff)"
}

mailed forecast pipe forecast --by rep
mailed 'forecast with bars' env LC_ALL=C.UTF-8 pipe forecast --chart
mailed 'forecast detail' pipe forecast --detail
mailed diff pipe diff -1m today --by team
mailed agenda pipe agenda --all --days 7
mailed 'deal list' pipe deal list -s -amount
mailed 'account list' pipe account list -c name,city,country,description
mailed groups pipe deal list --group owner --sum amount
mailed 'quota list' pipe quota list
mailed mismatch pipe quota list --mismatch
mailed 'an empty list' pipe deal list name:~nobodyhasthis
pipe trend this-quarter --mail-to $to >mail
message text <mail >got
check_same trend "$(pipe trend this-quarter)" "$(cat got)"

pipe forecast --mail-to $to >mail
check_same 'the subject' 'Forecast 2026Q4' "$(message Subject <mail)"
check_same 'the date is that of the zone' 'Thu, 15 Oct 2026 11:00:00 +0200' \
	"$(message Date <mail)"
check_same 'the same bytes twice' "$(cat mail)" \
	"$(pipe forecast --mail-to $to)"
id=$(message Message-ID <mail)
check_not 'another instant is another message' test "$id" = "$(pipe forecast \
	--mail-to $to --now 2026-10-15T09:00:01Z | message Message-ID)"
check_not 'so is another receiver' test "$id" = "$(pipe forecast \
	--mail-to a$to | message Message-ID)"
check_same 'of a past day, the date is still today' \
	'Thu, 15 Oct 2026 11:00:00 +0200' "$(pipe forecast --as-of 2026-10-01 \
	--mail-to $to | message Date)"
check_same 'winter, and west of UTC' 'Mon, 01 Feb 2027 04:30:00 -0330' "$(
	pipe -C "$WORK/west" init --zone America/St_Johns -q >/dev/null 2>&1
	pipe -C "$WORK/west" forecast --mail-to $to \
		--now 2027-02-01T08:00:00Z | message Date)"

# ---- to whom --------------------------------------------------------------------------

pipe forecast --mail-to "a@example.com, Jörg Ü <j@example.com>,\"Berg, A\" <b@example.com>, \
A. \\Slash (x) <c@example.com>, $(printf 'ü%.0s' $(seq 1 90)) <d@example.com>" >mail
check 'names of every kind' sh -c \
	"python3 '$ROOT/tests/tools/message.py' legal <mail"
python3 -c 'import email, email.header, email.utils
m = email.message_from_binary_file(open("mail", "rb"))
for name, address in email.utils.getaddresses([m["To"]]):
    name = str(email.header.make_header(email.header.decode_header(name)))
    print(name if len(name) < 40 else len(name), address)' >got
check_same 'are read as they are' "$(printf '%s\n' ' a@example.com' \
	'Jörg Ü j@example.com' 'Berg, A b@example.com' \
	'A. \Slash (x) c@example.com' '90 d@example.com')" "$(cat got)"

many=$(seq 1 60 | sed 's/.*/person&@a-rather-long-domain.example/' | paste -sd,)
pipe forecast --mail-to "$many" >mail
check 'many of them' sh -c "python3 '$ROOT/tests/tools/message.py' legal <mail"
check_same 'all are there' 60 "$(message To <mail | tr ',' '\n' | grep -c @)"

nl='
'
for bad in '' , 'a@b.example,' nobody 'a b@c.example' '<a@b.example' \
	'A <a@b.example> B' "a@b.example${nl}Bcc: x@y.example" \
	"A${nl}Bcc: x@y.example <a@b.example>" "A$(printf '\r')B <a@b.example>" \
	"A$(printf '\033')[2J <a@b.example>" 'jörg@example.com' 'a@bücher.example' \
	'"A <a@b.example>' '-oQ/tmp@b.example,' 'a@b.example;c@d.example'; do
	check_exit 2 "refused: $(printf %s "$bad" | tr '\n\r\033' '///')" \
		pipe forecast --mail-to "$bad"
	check_same 'nothing is printed' '' "$out"
done

# ---- nothing begins a header of its own ---------------------------------------------------

for word in "name:~a${nl}Bcc: evil@example.com" "name:~$(printf '\r\n')X: y" \
	"name:~$(printf 'ü%.0s' $(seq 1 80))" 'name:~=?utf-8?Q?x?=' 'name:~Grüße' \
	"name:~$(printf 'abcdefg %.0s' $(seq 1 30))" "name:~$(printf 'x%.0s' \
	$(seq 1 180))" 'name:~  two  blanks '; do
	pipe deal list "$word" --mail-to $to >mail 2>err
	check 'a subject made of anything' sh -c \
		"python3 '$ROOT/tests/tools/message.py' legal <mail"
	check_same 'reads as the title' "$(pipe deal list "$word" -F html |
		sed -n 's,.*<h1>\(.*\)</h1>.*,\1,p')" "$(message Subject <mail)"
done

# ---- sending --------------------------------------------------------------------------------

mkdir sent
cat >mailer <<END
#!/bin/sh
n=\$(ls '$WORK/sent' | wc -l)
{ echo "\$@"; cat; } >"$WORK/sent/\$n"
END
cat >failing <<'END'
#!/bin/sh
grep -q 'petra\|boss' && exit 75
exit 0
END
chmod +x mailer failing
export PIPE_SENDMAIL="$WORK/mailer -t 'two words'"
check 'sent' pipe forecast --mail-to $to --send
check_same 'in silence' '' "$out$err"
check_same 'with what the variable says' '-t two words' "$(head -n 1 sent/0)"
check_same 'the very message' "$(pipe forecast --mail-to $to)" \
	"$(sed 1d sent/0)"
check 'and told where asked to' pipe forecast --mail-to $to --send -v
check_same 'on standard error' "sent to $to" "$err"
rm sent/*
check_exit 1 'an assertion that does not hold' pipe forecast \
	--assert 'coverage>=9' --mail-to $to --send
check 'is sent, and says so' sh -c "sed 1d sent/0 | python3 \
	'$ROOT/tests/tools/message.py' text | grep -q 'coverage *>= *9'"
rm sent/*
check_exit 1 'nothing listed' pipe deal list name:~nobodyhasthis --exit-code \
	--mail-to $to --send
check_same 'nothing sent' '' "$(ls sent)"
check 'sealed and sent' pipe forecast --seal --mail-to $to --send
check_same 'once' 0 "$(ls sent)"
rm sent/*
check 'as last sealed' pipe forecast --if-changed --mail-to $to --send
check_same 'nothing sent' '' "$(ls sent)"

PIPE_SENDMAIL=$WORK/failing
check_exit 5 'a mailer that fails' pipe forecast --mail-to $to --send
check_same 'is told' "pipe-forecast: $to: not sent: $WORK/failing: ended with status 75
pipe-forecast: 1 of 1 messages not sent" "$err"
check_exit 5 'after a change' pipe forecast --seal --mail-to $to --send
check_same 'that was saved' 'pipe-forecast: 1 of 1 messages not sent; the change was saved' \
	"$(echo "$err" | grep saved)"
PIPE_SENDMAIL='sh -c "kill -9 \$\$"'
check_exit 5 'one that is killed' pipe forecast --mail-to $to --send
check_err 'sh: ended by signal 9' pipe forecast --mail-to $to --send
PIPE_SENDMAIL=/nowhere/at/all
check_exit 5 'one that is not there' pipe forecast --mail-to $to --send
check_err 'cannot start /nowhere/at/all' pipe forecast --mail-to $to --send
PIPE_SENDMAIL='"open'
check_exit 2 'a quote that is not closed' pipe forecast --mail-to $to --send
PIPE_SENDMAIL=' '
check_exit 2 'no program at all' pipe forecast --mail-to $to --send
PIPE_SENDMAIL=true
check 'one that reads nothing' pipe forecast --mail-to $to --send
unset PIPE_SENDMAIL
ln -s "$WORK/mailer" sendmail
if ! [ -e /usr/sbin/sendmail ] && ! [ -e /usr/lib/sendmail ]; then
	check 'sendmail is where PATH says' env "PATH=$WORK:$PATH" \
		pipe forecast --mail-to $to --send
	check_same 'and reads addresses from the message' '-t -oi' \
		"$(head -n 1 sent/0)"
	rm sent/*
fi

# ---- one each ---------------------------------------------------------------------------------

pipe rep set luc --no-email -q 2>/dev/null
pipe team set dach --no-manager -q 2>/dev/null
check 'a forecast for every rep' pipe forecast --by rep --mail-each rep
pipe forecast --by rep --mail-each rep >box 2>err
check_same 'who has no address is told of, and stops nobody' \
	"pipe-forecast: rep/luc: no message to it: it has not got an e-mail address" \
	"$(cat err)"
pipe rep list active:yes -c name,email,handle -F tsv | grep -v '		' |
	sort -k3 -t '	' >reps
check_same 'each to its own address, of its own' "$(awk -F '\t' '{
	print $1 " <" $2 "> | Forecast 2026Q4: rep/" $3 }' reps)" \
	"$(message list box)"
pipe forecast --by rep >want
cut -f 2,3 reps | while IFS='	' read -r address handle; do
	message part box "$address" text >got
	[ "$(sed '/^$/,$d; 1d' got | xargs -n 1)" = "$(awk -v n="rep/$handle" \
		'$2 == n' want | xargs -n 1)" ] || echo "rows of $handle"
	grep -q 'of rep/'"$handle" got || echo "whose it is"
	grep -q 'team/' got && echo "of others: $(grep team/ got)"
	message part box "$address" html | python3 \
		"$ROOT/tests/tools/page.py" html | jq -r '.[].node' | sort -u |
		grep -v -x "rep/$handle"
done >bad
check_same 'with the very rows' '' "$(cat bad)"

pipe forecast --mail-each team >box 2>err
check_same 'a team by its manager; one without is told of' \
	'pipe-forecast: team/dach: no message to it: it has not got a manager' \
	"$(cat err)"
message list box >got
pipe team list -c key,manager.email -F tsv | grep '@' | sort >teams
check_same 'all the others' "$(awk -F '\t' '{ print "<" $2 "> | Forecast 2026Q4: team/" $1 }' \
	teams)" "$(sed 's/^[^<]*//' got)"
while IFS='	' read -r key address; do
	check_same "team/$key: as of that team" "$(pipe forecast --team "$key")" \
		"$(message part box "$address" text)"
done <teams

pipe agenda --mail-each rep --days 3 >box 2>err
check 'an agenda for those who have one' test "$(message list box | wc -l)" -gt 4
check_same 'as of that rep' "$(pipe agenda --for anna --days 3)" "$(message part \
	box "$(pipe rep show anna --json | jq -r '.[0].email')" text)"
pipe agenda --mail-each team >box 2>err
pipe agenda --all --json | jq -r '.[].owner' >owners
want=$(pipe rep list team:americas -F tsv -c handle | grep -c -x -f - owners)
address=$(pipe team show americas --json=manager | jq -r '.[0].manager')
address=$(pipe rep show "$address" --json | jq -r '.[0].email')
check_same 'and of a team all that its reps have' "$want" "$(message part box \
	"$address" text | sed '/^$/,$d; 1d' | wc -l | tr -d ' ')"
pipe deal list -s id --mail-each rep >box 2>err
check_same 'a list' "$(pipe deal list -s id owner:petra -F table)" "$(message \
	part box petra text)"
check_same 'is headed by whose it is' 'Deals owner:petra' "$(message list box |
	sed -n 's/.*petra.*| //p')"
pipe deal list --mail-each team -s id >box 2>/dev/null
check_same 'of a team and those below it' \
	"$(pipe deal list -s id team:americas -F table)" \
	"$(message part box "$address" text)"
pipe trend this-quarter --mail-each rep >box 2>/dev/null
check_same 'a trend' "$(pipe trend this-quarter --node rep/petra)" "$(message \
	part box petra text | grep -v '^of rep/petra$')"
pipe diff -1m today --mail-each rep >box 2>/dev/null
check_same 'a bridge' "$(pipe diff -1m today --by rep | grep ' *rep/petra' |
	awk '{ $1 = $1; print }')" "$(message part box petra text |
	grep '^rep/petra' | awk '{ $1 = $1; print }')"

sh -c 'pipe config set me grace
	for what in rep/marco:1 team/americas:5; do pipe forecast adjust \
	${what%:*} this-quarter commit ${what#*:}USD --by manager; done
	pipe config set me anna' >/dev/null 2>&1
commit() # OF-WHOM ADDRESS
{
	message part box "$2" text | awk -v n="$1" '$1 == n && $2 == "USD" {
		print $3; exit }'
}
wide='this-quarter --by rep -c node,currency,cat_commit'
pipe forecast $wide --mail-each rep >box 2>/dev/null
check_same 'who is adjusted is not told' "$(pipe forecast $wide --view owner |
	awk '$1 == "rep/marco" { print $3; exit }')" "$(commit rep/marco marco)"
pipe forecast $wide --mail-each team >box 2>/dev/null
check_same 'but his manager is, who is not told of his own team' \
	"1.00 $(pipe forecast $wide --view owner |
	awk '$1 == "team/americas" { print $3; exit }')" \
	"$(commit rep/marco "$address") $(commit team/americas "$address")"
check_same 'unless that is asked for' 5.00 "$(pipe forecast $wide --view manager \
	--mail-each team >box 2>/dev/null; commit team/americas "$address")"

pipe deal add Bare --owner anna --close 2026-12-01 -q >/dev/null
pipe deal add Abroad --owner petra --close 2026-12-01 --amount 5 \
	--currency SEK -q >/dev/null
pipe diff -1m today --currency EUR --mail-each rep >box 2>/dev/null
notes()
{
	message part box "$1" text | tr '\n' ' ' | grep -o '[0-9]* deal[s ].*'
}
check_same 'with notes of their own deals' '1 deal has no amount on one side or both' \
	"$(notes anna | sed 's/ *$//')"
check_same 'those without a rate, too' "1 deal could not be converted on one side or both: deal/$(pipe \
	deal list name:Abroad -i)" "$(notes petra | sed 's/ *$//')"

PIPE_SENDMAIL=$WORK/failing
export PIPE_SENDMAIL
check_exit 5 'one of many that fails' pipe deal list --mail-each rep --send
check_same 'stops none of the others' "pipe-deal: petra@halmfeld.example: not sent: $WORK/failing: ended with status 75" \
	"$(echo "$err" | grep 'not sent:')"
PIPE_SENDMAIL=$WORK/mailer
pipe deal list --mail-each rep --send 2>/dev/null
check_same 'sent one by one, without the lines that part them' \
	"$(ls sent | wc -l | tr -d ' ')" "$(cat sent/* | grep -c '^Date: ')"
check_same 'none is left' 0 "$(cat sent/* | grep -c '^From ')"

# ---- what cannot be --------------------------------------------------------------------------------

check_exit 2 'to all and to each' pipe forecast --mail-to $to --mail-each rep
check_exit 2 'each of what' pipe forecast --mail-each deal
check_exit 2 'sent to nobody' pipe forecast --send
for o in '-F json' --json --csv '--template x' '-F html' --header -0; do
	# shellcheck disable=SC2086
	check_exit 2 "$o: a message has its own form" pipe forecast --mail-to \
		$to $o
done
check_exit 2 'ids' pipe deal list --mail-to $to -i
check_exit 2 'a seal of each' pipe forecast --mail-each rep --seal
check_exit 2 'an assertion of each rep' pipe forecast --mail-each rep \
	--assert 'coverage>=3'
check_exit 2 'reps, by month' pipe forecast --mail-each rep --by month
check_exit 2 'a team of teams' pipe forecast --mail-each team --team emea
check_exit 2 'an agenda for one and for each' pipe agenda --mail-each rep \
	--for anna
check_exit 2 'products have no owner' pipe product list --mail-each rep
check_err 'products have no owner' pipe product list --mail-each rep
check_exit 2 'no message of a record' pipe deal show 1 --mail-to $to
store
check_exit 1 'nobody to write to' pipe forecast --mail-each rep
check_exit 5 'no store, no message' pipe -C /nowhere forecast --mail-to $to
finish

#!/bin/sh
# Adjustments of a forecast: whose they are, who may, revised, taken back.
. "$(dirname "$0")/lib.sh"
store
for r in boss mia; do pipe rep add $r >/dev/null; done
pipe team add all --manager boss >/dev/null
pipe team add emea --parent all --manager mia >/dev/null
pipe team add lost >/dev/null
for r in anna bert; do pipe rep add $r --team emea >/dev/null; done
pipe rep set mia --team emea -q
pipe rep add cora --team lost >/dev/null
pipe account add Acme >/dev/null
pipe deal add Big --account 1 --amount 50000 --close eoq --owner anna \
	>/dev/null
pipe deal add Yen --account 1 --amount 7000 --currency JPY --close eoq \
	--owner bert >/dev/null
as() { pipe config set me "$1"; }
row='{holder}|{deal}|{period}|{category}|{value}|{currency}|{by}|{author}|{note}\n'

# whose it is
as anna
check_out 'a rep, himself' pipe forecast adjust rep/anna 2026Q4 commit \
	48000EUR -m 'two slip' <<.
1
.
check_same 'is said' 'adjustment/1 created' "$err"
check_out 'is the owner' pipe adjustment show 1 --template "$row" <<.
rep/anna||2026Q4|commit|48000.00|EUR|owner|anna|two slip
.
as mia
check_out 'his manager' pipe forecast adjust rep/anna this-quarter commit \
	45000 <<.
2
.
check_out 'is the manager' pipe adjustment show 2 --template "$row" <<.
rep/anna||2026Q4|commit|45000.00|EUR|manager|mia|
.
check_out 'a manager, her team' pipe forecast adjust team/emea 2026Q4 \
	best_case 480000 <<.
3
.
check_out 'owns it' pipe adjustment show 3 -c by,from,to -F tsv <<.
owner	2026-10-01	2027-01-01
.
as boss
check_out 'the manager above, the team' pipe forecast adjust team/emea \
	2026Q4 best_case 470000 <<.
4
.
check_out 'is its manager' pipe adjustment show 4 -c by,author -F tsv <<.
manager	boss
.
check_out 'and of a manager who is in her own team' \
	pipe forecast adjust rep/mia 2026Q4 commit 1 <<.
5
.
check_exit 3 'not two levels down' pipe forecast adjust rep/anna 2026Q4 \
	commit 1
check_same 'in words' 'pipe-forecast: rep/anna: is not directly below rep/boss: its manager is rep/mia
  a manager adjusts immediate reports; --by owner enters what the owner said' \
	"$err"
as bert
check_exit 3 'not a colleague' pipe forecast adjust rep/anna 2026Q4 commit 1
check_exit 3 'nor his deal' pipe forecast adjust deal/1 1
check_out 'where no manager is known, anyone' \
	pipe forecast adjust rep/cora 2026Q4 commit 1 <<.
6
.
check_out 'or who is not known to be a rep' env XDG_CONFIG_HOME="$WORK/none" \
	pipe forecast adjust rep/bert 2026Q4 commit 2 <<.
7
.
check_out 'it is the manager then' pipe adjustment show 7 -c by,author \
	-F tsv <<.
manager	
.
as boss
check_out 'what the owner said, entered' pipe forecast adjust rep/anna \
	2026Q4 commit 47000 --by owner <<.
1
.
check_same 'is a revision' 'adjustment/1 updated' "$err"
check_out 'without a note of its own' pipe adjustment show 1 \
	--template "$row" <<.
rep/anna||2026Q4|commit|47000.00|EUR|owner|boss|
.

# one each
as anna
check 'the same again' pipe forecast adjust rep/anna FY26Q4 commit 47000 \
	-m slips
check 'and again' pipe forecast adjust rep/anna 2026Q4 commit 47000
check_same 'changes nothing' 'adjustment/1 unchanged' "$err"
check_out 'the revisions' sh -c 'pipe adjustment history 1 --json |
	jq -r ".[] | select(.field == \"value\") | .after"' <<.
48000.00
47000.00
.
check_out 'another category, month, currency, measure' sh -c '
	pipe forecast adjust rep/anna 2026Q4 pipeline 1
	pipe forecast adjust rep/anna 2026-10 commit 1
	pipe forecast adjust rep/anna 2026Q4 commit 1USD
	pipe forecast adjust rep/anna 2026Q4 commit 3 --measure count' <<.
8
9
10
11
.
check_err 'there is one for this already' pipe adjustment add \
	--holder rep/anna --period 2026Q4 --category commit --value 1 --by owner
check_err 'it is adjustment/1; pipe forecast adjust revises it' \
	pipe adjustment set 9 --period 2026Q4
check_err 'a category is required' pipe adjustment add --holder rep/anna \
	--period 2026Q4 --value 1
check_err 'a period is required' pipe adjustment add --holder rep/anna \
	--category commit --value 1
check_err 'about a holder or about a deal' pipe adjustment add --value 1
check_err 'only reps, teams and deals' pipe adjustment add \
	--holder account/1 --period 2026Q4 --category commit --value 1

# deals
check_out 'a deal' pipe forecast adjust deal/1 30000EUR -m 'scope' <<.
12
.
check_out 'by its owner' pipe adjustment show 12 --template "$row" <<.
|1|||30000.00|EUR|owner|anna|scope
.
check_out 'the deal stays' pipe deal show 1 -c amount,rev -F tsv <<.
50000.00	1
.
check_out 'its card shows it' sh -c \
	"pipe deal show 1 | sed -n '/^adjustments/,\$s/ *\$//p'" <<.
adjustments
  ID  HOLDER  PERIOD  CATEGORY     VALUE  CURRENCY  NUMBER  BY     AUTHOR  NOTE
  12                            30000.00  EUR               owner  anna    scope
.
as mia
check_out 'and its manager' pipe forecast adjust deal/1 25000 <<.
13
.
as bert
check_out 'a bare amount is in its currency' sh -c \
	'pipe forecast adjust deal/2 6500 &&
	pipe adjustment show 14 -c value,currency -F tsv' <<.
14
6500	JPY
.
check_err 'its money is in JPY' pipe forecast adjust deal/2 6500EUR
check_err 'its money is in JPY' pipe adjustment add --deal 2 --value 5
check_err 'a deal is in the category it has' pipe adjustment add --deal 2 \
	--value 5 --category commit
pipe deal move 2 negotiation -q
pipe deal lose 2 --reason price -q
check_err 'deal/2: is lost, only open deals are adjusted' \
	pipe forecast adjust deal/2 6000
check_exit 1 'no such deal' pipe forecast adjust deal/99 6000

# taken back
as anna
check 'clear' pipe forecast adjust --clear rep/anna 2026Q4 commit \
	--currency EUR
check_same 'archives it' 'adjustment/1 archived' "$err"
check 'in every currency' pipe forecast adjust --clear rep/anna 2026Q4 commit
check_same 'that is left' 'adjustment/10 archived' "$err"
check_exit 1 'once' pipe forecast adjust --clear rep/anna 2026Q4 commit
check_same 'is said so' "pipe-forecast: rep/anna 2026Q4 commit: no adjustment of the owner's
  pipe adjustment list shows those there are" "$err"
check 'a deal' pipe forecast adjust --clear deal/1
check_same 'its own' 'adjustment/12 archived' "$err"
check_out "the manager's stay" pipe adjustment list by:manager author:mia \
	-i <<.
2
13
.
check_out 'a new one is another' pipe forecast adjust rep/anna 2026Q4 \
	commit 5 <<.
15
.
check_err 'there is one for this already' pipe adjustment restore 1

# undo, and the past
check 'undo' pipe undo
check_out 'takes it back' pipe adjustment list id:15 archived:any \
	-c archived <<.
yes
.
check 'undo the clearing' pipe undo
check_out 'brings it back' pipe adjustment show 12 -c archived -F tsv <<.
no
.
export PIPE_NOW=2026-10-20T09:00:00Z
check 'days later' pipe forecast adjust deal/1 20000
check_out 'it is revised' pipe adjustment show 12 -c value,note -F tsv <<.
20000.00	
.
check_out 'before, it was as it was' pipe adjustment show 12 -c value,note \
	-F tsv --as-of 2026-10-19 <<.
30000.00	scope
.
check 'undo' pipe undo
check_out 'the old value' pipe adjustment show 12 -c value,note -F tsv <<.
30000.00	scope
.

# usage
check_exit 2 'nothing' pipe forecast adjust
check_exit 2 'no value' pipe forecast adjust rep/anna 2026Q4 commit
check_exit 2 'too much' pipe forecast adjust deal/1 2026Q4 commit 5
check_exit 2 'no such category' pipe forecast adjust rep/anna 2026Q4 comit 5
check_exit 2 'what is closed is closed' \
	pipe forecast adjust rep/anna 2026Q4 closed 5
check_exit 2 'no such period' pipe forecast adjust rep/anna 2026Q5 commit 5
check_exit 3 'no amount' pipe forecast adjust rep/anna 2026Q4 commit much
check_exit 3 'below zero' pipe forecast adjust rep/anna 2026Q4 commit -- -5
check_err 'only reps, teams and deals are adjusted' \
	pipe forecast adjust account/1 5
check_err '--keep-going: is of no use here' \
	pipe forecast adjust deal/1 5 --keep-going
check 'dry' pipe forecast adjust deal/1 5 --dry-run
check_out 'changes nothing' pipe adjustment show 12 -c value -F tsv <<.
30000.00
.

# the plain verb is still there
check_out 'a word that is no verb is a period' sh -c \
	'pipe forecast 2026Q4 --by rep -F tsv | cut -f2' <<.
total
team/all
team/emea
rep/anna
rep/bert
rep/mia
team/lost
rep/cora
rep/boss
unassigned
.
check_exit 2 'behind -- no verb' pipe forecast -- adjust
check_err "did you mean 'adjust'?" pipe forecast ajust rep/anna 2026Q4 commit 5
check_out 'verbs complete' sh -c 'pipe --complete forecast ad' <<.
adjust	say what a figure is, in place of the one that follows from the deals
.
check_out 'categories complete' pipe --complete forecast adjust rep/anna \
	2026Q4 c <<.
commit
.
check 'help lists them' sh -c 'pipe forecast --help | grep -q "^  submit "'
check_out 'seals have no add' sh -c \
	'pipe seal add x 2>&1 | sed -n 1p; pipe seal list' <<.
pipe-seal: add: unknown command
.
check 'nothing is wrong' pipe check

# all of it in another store
pipe export --history >history
one=$PIPE_DIR
store
check 'replayed' pipe import --replay history
check_out 'it is the same' sh -c "pipe export --history | cmp - history
	pipe adjustment list -a archived:any -i | wc -l" <<.
$(pipe -C "$one" adjustment list -a archived:any -i | wc -l)
.

finish

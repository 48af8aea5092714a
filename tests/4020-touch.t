#!/bin/sh
# Touches: note, activities that are done, and the clocks they set.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe rep add anna >/dev/null
pipe account add 'Acme GmbH' >/dev/null
pipe deal add 'Acme fleet' --account 1 --at 2026-09-01 --now 2026-09-02T09:00:00Z >/dev/null
pipe lead add 'Ada Byron' >/dev/null

check_out 'idle since it was made' pipe deal show 1 -c idle,idle_by,rotten -F tsv <<.
44	stage	yes
.
check_out 'a note' pipe note deal/1 'left a voicemail' --type call \
	--next +2d --next-step 'call again' <<.
1
.
check_out 'is an activity that is done' pipe activity show 1 \
	-c type,subject,about,owner,done -F tsv <<.
call	left a voicemail	deal/1	anna	2026-10-15T09:00:00Z
.
check_out 'sets the next step, and the clock' pipe deal show 1 \
	-c next,next_step,idle,idle_by,rotten -F tsv <<.
2026-10-17	call again	0	activity	no
.
check_same 'in one operation' '1' "$(pipe log --json |
	jq '[.[] | select(.command | startswith("note")) | .op] | unique | length')"
check 'words are put together' pipe note account/1 met at the fair
check_out 'a note unless told' pipe activity show 2 -c type,subject,about -F tsv <<.
note	met at the fair	account/1
.
check 'of a lead' pipe note lead/1 'asks again in spring' --next 2027-03-01
check_out 'the day it wakes up' pipe lead show 1 -c wake -F tsv <<.
2027-03-01
.
check_exit 2 'an account has no next step' pipe note account/1 text --next +2d
check_exit 2 'a lead no text of one' pipe note lead/1 text --next-step call
check_exit 2 'no text' pipe note deal/1
check_exit 2 'an empty one' pipe note deal/1 ' '
check_exit 2 'no kind of record' pipe note 1 text
check_exit 1 'no such record' pipe note deal/99 text
check_exit 2 'no such type' pipe note deal/1 text --type cal
check_err "did you mean 'call'" pipe note deal/1 text --type cal
check_exit 2 'no such day' pipe note deal/1 text --next soon
check_exit 4 'a revision' pipe note deal/1 text --if-rev 1
check_exit 2 '--all is of no use' pipe note deal/1 text --all
check_out 'a trial' pipe note deal/1 trial --dry-run --next +1w <<.
activity/4 created
activity/4 type: note
activity/4 subject: trial
activity/4 about: deal/1
activity/4 owner: anna
activity/4 done: 2026-10-15T09:00:00Z
deal/1 next: 2026-10-17 -> 2026-10-22
.
check_out 'earlier' pipe note deal/1 'was there before' --at 2026-10-15T08:00:00Z <<.
4
.
check_out 'long text has a first line' pipe note deal/1 'first
second' --once key <<.
5
.
check_out 'subject and body' pipe activity show 5 -c subject,body -F tsv <<.
first	first\\nsecond
.
check_out 'once' pipe note deal/1 'first
second' --once key <<.
5
.
check_same 'is once' 'done before, in operation 9' "$err"

# done
check_out 'a task' pipe activity add 'send the offer' --about deal/1 --due fri <<.
6
.
check_out 'another' pipe activity add 'call back' --type call --about deal/1 \
	--due 2026-10-14 <<.
7
.
check 'done' pipe activity done 6 --outcome 'they have it' --minutes 10
check_out 'with its outcome' pipe activity show 6 -c done,outcome,minutes -F tsv <<.
2026-10-15T09:00:00Z	they have it	10
.
check 'again' pipe activity done 6
check_same 'changes nothing' 'activity/6 unchanged' "$err"
check 'by filter words' pipe activity done done: due:..today
check_out 'all of them' pipe activity list done: <<.
.
check_exit 3 'not in the future' pipe activity done 7 --at 2026-10-16
check_exit 2 'nothing given' pipe activity done
# what is about its deals and people is shown with the account
touch=$(pipe note deal/1 'showed the plant' --type visit)
check 'the card of an account' pipe account show 1
case $out in *activities*'showed the plant'*'deal/1'*) r=0 ;; *) r=1 ;; esac
result $r 'has the touches of its deals' "$out"
check_same 'without a column that says the same in each row' '' "$(
	pipe account show 1 | sed -n '/^deals/,/^activities/p' | grep ACCOUNT)"
check 'its timeline' pipe account show 1 --timeline
case $out in *timeline*'deal/1 created'*"activity/$touch subject"*) r=0 ;;
*) r=1 ;; esac
result $r 'is theirs too' "$out"
check 'nothing is wrong' pipe check

finish

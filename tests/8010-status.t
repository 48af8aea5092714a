#!/bin/sh
# The statuses a script may rely on, each one met.
. "$(dirname "$0")/lib.sh"
store
pipe rep add anna --name Anna --email a@x.example >/dev/null || exit 1
pipe account add Acme --ext crm:1 >/dev/null || exit 1
pipe deal add Renewal --amount 1000 >/dev/null || exit 1

check_exit 0 'done' pipe account list
check_exit 0 'an empty list' pipe account list name:nobody
check_exit 0 'no ids on standard input' sh -c 'pipe account rm - </dev/null'
check_exit 0 'help' pipe deal --help
check_exit 0 'help of a verb' pipe deal win --help
check_exit 0 'version' pipe --version
check_exit 1 'not found' pipe account show 99
check_exit 1 'nothing matched, asked for' pipe account list name:nobody --exit-code
check_exit 0 'something matched' pipe account list --exit-code
check_exit 2 'no noun' pipe
check_exit 2 'no verb' pipe deal
check_exit 2 'an unknown noun' pipe deel list
check_exit 2 'an unknown verb' pipe deal lst
check_exit 2 'an unknown option' pipe deal list --colour
check_exit 2 'an unknown field' pipe deal list 'stge:won'
check_exit 2 'a bad expression' pipe deal list -e 'amount >'
check_exit 2 'an unknown stage' pipe deal move 1 closing
check_exit 2 'a bulk change without a selection' pipe deal set --next today
check_exit 3 'a bad value' pipe deal set 1 --amount 1,2,3
check_exit 3 'a stage rule' pipe deal lose 1
check_exit 3 'a bad row' sh -c 'echo "{\"name\":\"X\",\"country\":\"XX\"}" |
	pipe account add --from -'
check_exit 4 'a revision that moved on' pipe deal set 1 --amount 5 --if-rev 9
check_exit 4 'an external id that exists' pipe account add X --ext crm:1
check_exit 5 'no store' pipe -C "$WORK/none" deal list
check_exit 5 'a file that is not there' pipe account add --from none
check_exit 5 'output not written' sh -c 'pipe account list >/dev/full'
printf '{"name":"Good"}\n{"name":"Bad","country":"XX"}\n' >rows
check_exit 6 'some rows in, some not' pipe account add --from rows --keep-going
check_same 'and which' 1 "$(pipe account list name:Good --count)"
check_exit 3 'none in' sh -c 'tail -1 rows |
	pipe account add --from - --keep-going'
cp -r "$PIPE_DIR" hurt
printf 'XXXX' | dd of=hurt/data.mdb bs=1 seek=16 conv=notrunc 2>/dev/null
check_exit 7 'damaged' pipe -C "$WORK/hurt" deal list
check_exit 7 'damaged, for a change' pipe -C "$WORK/hurt" account add X
check_exit 7 'damaged, for check' pipe -C "$WORK/hurt" check
check_exit 20 'a format version too old' pipe deal list --format-version 0
check_exit 21 'a format version too new' pipe deal list --format-version 99
i=0
while [ $i -lt 3000 ]; do
	echo "{\"name\":\"a long enough name of account $i\"}"
	i=$((i + 1))
done | pipe account add --from - -q >/dev/null
sh -c '{ pipe account list; echo $? >st; } | head -1' >/dev/null 2>&1
check_same 'the reader has gone' 141 "$(cat st)"
check 'the store is whole' pipe check

# the same table in every help
for p in "$BUILD"/pipe-*; do
	[ -x "$p" ] && [ -f "$p" ] || continue
	"$p" --help >help 2>&1
	grep -q 'exit status: 0 done, 1 the answer is no, 2 usage' help ||
		echo "${p##*/}"
done >without
check_same 'every help tells them' '' "$(cat without)"
finish

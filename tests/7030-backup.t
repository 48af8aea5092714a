#!/bin/sh
# A backup is a verified copy; a store is made whole or not at all.
. "$(dirname "$0")/lib.sh"
store
pipe account add Acme >/dev/null
pipe account add Globex >/dev/null
pipe log >log

check 'backup' pipe backup "$WORK/b1"
check_same 'private' 600 "$(stat -c %a b1)"
check_exit 5 'never over a file' pipe backup "$WORK/b1"
check_exit 2 'to where?' pipe backup
check_exit 5 'to nowhere' pipe backup "$WORK/none/b"
check_same 'nothing is left behind' b1 "$(ls | grep '^b1')"
check 'restore' pipe -C "$WORK/again" init --from-backup "$WORK/b1"
check 'checks' pipe -C "$WORK/again" check
pipe -C "$WORK/again" log >log2
check 'the same log' cmp log log2
check 'the same policy' cmp "$PIPE_DIR/pipe.yaml" again/pipe.yaml
check 'goes on' pipe -C "$WORK/again" account add Initech
check_same 'with the next id' 3 "$out"
check 'backup of the restored' pipe -C "$WORK/again" backup "$WORK/b2"

check_exit 4 'never over a store' pipe init
head -c 9000 b1 >cut
check_not 'a cut backup' pipe -C "$WORK/bad" init --from-backup "$WORK/cut"
check_exit 7 'is refused as damaged' pipe -C "$WORK/bad" init --from-backup \
	"$WORK/cut"
check_not 'and leaves no store' test -e bad
check_exit 5 'no such backup' pipe -C "$WORK/bad" init --from-backup none
check_exit 5 'no store' pipe -C "$WORK/nowhere" account list
check_err 'make one: pipe init' pipe -C "$WORK/nowhere" account list
check_exit 2 'no such currency' pipe -C "$WORK/x" init --currency EUX
check_not 'leaves nothing' test -e x
check_not 'an unknown zone' pipe -C "$WORK/x" init --zone Europe/Bern
check_exit 2 'month 13' pipe -C "$WORK/x" init --fiscal-year-start 13
check_exit 2 'an argument' pipe -C "$WORK/x" init here
check 'init with everything' pipe -C "$WORK/deep/er/store" init --currency SEK \
	--zone Europe/Stockholm --fiscal-year-start 7 --me anna
check_same 'it is private' 700:600:600 "$(stat -c %a deep/er/store):$(
	stat -c %a deep/er/store/data.mdb):$(
	stat -c %a deep/er/store/pipe.yaml)"
(umask 0; pipe -C "$WORK/open" init 2>/dev/null)
check_same 'whatever the umask' 700:600 "$(stat -c %a open):$(
	stat -c %a open/data.mdb)"
(umask 077; pipe -C "$WORK/ours" init --shared "$(id -gn)" 2>/dev/null)
check_same 'shared with a group' 2770:660:660:660 "$(stat -c %a ours):$(
	stat -c %a ours/data.mdb):$(stat -c %a ours/lock.mdb):$(
	stat -c %a ours/pipe.yaml)"
check 'it works' pipe -C "$WORK/ours" account add Acme
check_exit 2 'a demo is what it is' pipe -C "$WORK/g" init --demo --currency SEK
check_exit 2 'so is a backup' pipe -C "$WORK/g" init --from-backup \
	"$WORK/b1" --shared "$(id -gn)"
check 'a group by its number' pipe -C "$WORK/n" init --shared "$(id -g)"
check_same 'is that one' "$(id -g)" "$(stat -c %g n/data.mdb)"
check_exit 2 'no such group' pipe -C "$WORK/g" init --shared no-such-group
finish

#!/bin/sh
# stdout, stderr, exit: what is said where, and when it cannot be said.
. "$(dirname "$0")/lib.sh"
store
check_out 'adding prints the id alone' pipe account add Acme <<.
1
.
check_same 'and nothing else' '' "$err"
check 'a change' pipe account set 1 --city Rome
check_same 'prints nothing' '' "$out"
check_same 'says what became of it' 'account/1 updated' "$err"
check 'the same again' pipe account set 1 --city Rome
check_same 'changes nothing' 'account/1 unchanged' "$err"
check '--quiet' pipe account set 1 --city Pisa --quiet
check_same 'says nothing' '' "$err"
check_exit 1 '--quiet and an error' pipe account set 99 --city Pisa -q
check_same 'tells the error' 'pipe-account: 99: no such account' "$err"
check 'an empty list is success' pipe account list name:nobody
check_same 'zero rows are zero bytes' '' "$out"
check_exit 1 'unless asked' pipe account list name:nobody --exit-code
check_same 'which is no error to tell' '' "$err"
check_out 'an empty list of ids is success' sh -c \
	'printf "" | pipe account set - --city Bari' <<.
.

# a full or closed stdout (T10)
run sh -c 'pipe account list >/dev/full'
check_same 'a list on a full disk' 5 "$status"
run sh -c 'pipe account add Full >/dev/full'
check_same 'a change on a full disk' 5 "$status"
case $err in *'the change was saved'*) r=0 ;; *) r=1 ;; esac
result $r 'it says that the change was saved' "$err"
run sh -c 'pipe account list >&-'
check_same 'a closed stdout' 5 "$status"
run sh -c 'pipe account add Shut >&-'
check_same 'a change with a closed stdout' 5 "$status"
check_out 'both were saved' pipe account list -c name <<.
Acme
Full
Shut
.
run sh -c 'pipe account set 1 --city Bonn >&- 2>&- <&-'
check_same 'nothing to print, nothing fails' 0 "$status"
run sh -c 'pipe account list -n 1 -c id 2>/dev/full'
check_same 'a full stderr' "0 1" "$status $out"

# a reader that has gone (T9)
big=$(printf '%0200d' 0)
i=0
while [ $i -lt 400 ]; do
	echo "{\"name\":\"n$i\",\"description\":\"$big$big\"}"
	i=$((i + 1))
done >big.json
run pipe account add --from big.json -q
run sh -c '{ pipe account list --json=all; echo $? >st; } | head -1'
check_same 'dies of SIGPIPE, silently' '' "$err"
check_same 'with its status' 141 "$(cat st)"
run sh -c '{ pipe account add --from big.json; echo $? >st; } | true'
check_same 'a writer is silent too' '' "$err"
check_same 'and has committed' 803 "$(pipe account list --count)"

# hostile text (T1, T2)
esc=$(printf '\033[2J')
check_exit 3 'a control character is refused' pipe account add "a${esc}b"
case $err in *"$esc"*) r=1 ;; *'\x1b'*) r=0 ;; *) r=1 ;; esac
result $r 'and shown escaped'
check_exit 1 'in an argument' pipe account show "nobody$esc"
case $err in *"$esc"*) r=1 ;; *) r=0 ;; esac
result $r 'it is shown escaped there too'
check 'several lines in a text' pipe account set 1 --description "one
two	three"
check_out 'TSV keeps one record a line' pipe account show 1 -c description -F tsv <<'.'
one\ntwo\tthree
.

# views
check_exit 2 'a bad day' pipe account list --as-of tomorow
check_exit 1 'an operation there is not' pipe account list --as-of @9999
check_out 'before anything was' pipe account list --as-of 2026-10-14 --count <<.
0
.
check_out 'just after operation 1' pipe account list --as-of @1 -c name,city <<.
Acme	
.
check_out 'as recorded then' pipe account list --as-recorded @2 -c name,city <<.
Acme	Rome
.
check_exit 3 'a change still to come' pipe account add X --at 2027-01-01
check_exit 3 'a change before the last one' pipe account set 1 --city X --at 2026-01-01
check 'a change long ago' pipe account add Old --at 2026-01-05
check_out 'stands at its day' pipe account list --as-of 2026-01-05 -c name <<.
Old
.

# set-id use is refused (T15)
cp "$BUILD/pipe-account" suid 2>/dev/null
if [ "$(id -u)" = 0 ] && chown nobody suid && chmod 4755 suid &&
	[ -u suid ] && chmod 755 . ; then
	run ./suid list
	# a sanitizer cannot look for leaks in it, and says that at the end
	case ${SAN:-}:$err in 1:*LeakSanitizer*) status=5 ;; esac
	check_same 'set-id use is refused' 5 "$status"
	case $err in *'set-id use is refused'*) r=0 ;; *) r=1 ;; esac
	result $r 'and said so' "$err"
else
	result 0 'set-id use is refused # SKIP not root'
fi

# a policy that was edited is not in force, and said so
echo '# edited' >>"$PIPE_DIR/pipe.yaml"
check 'a list under an edited policy' pipe account list -n 1
case $err in *'pipe.yaml: differs'*) r=0 ;; *) r=1 ;; esac
result $r 'says it on stderr' "$err"
check '--quiet' pipe account list -n 1 -q
check_same 'does not' '' "$err"
check 'completion' pipe --complete account li
check_same 'does not' '' "$err"
finish

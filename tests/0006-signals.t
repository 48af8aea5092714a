#!/bin/sh
# Interrupted, and waiting for another writer.
. "$(dirname "$0")/lib.sh"
store
pipe account add First >/dev/null

# hold the store's lock, as a writer does, until told
flock_dir()
{
	flock "$PIPE_DIR" sh -c 'echo >held; cat fifo >/dev/null' &
	until [ -e held ]; do sleep 0.05; done
}
mkfifo fifo
flock_dir
exec 3>fifo
begin=$(date +%s)
check_exit 4 'a busy store' pipe account add Busy --lock-timeout 1
check_same 'waits as long as told' 1 \
	"$(($(date +%s) - begin <= 3))"
check_exit 4 'not at all' pipe account add Busy --lock-timeout 0
check_exit 4 'by the environment' env PIPE_LOCK_TIMEOUT=0.1 pipe account add Busy
check 'readers do not wait' pipe account list
check_exit 2 'a bad timeout' pipe account add Busy --lock-timeout soon
pipe account add Waited --lock-timeout 20 >waited 2>&1 3>&- &
sleep 0.2
exec 3>&-
wait
check_same 'a writer that waited' 2 "$(cat waited)"

# a signal while records come in: nothing is saved
for sig in INT TERM HUP; do
	mkfifo "in$sig"
	# a background job of sh ignores INT, so it is set back
	env --default-signal=INT pipe account add --from "in$sig" 2>"err$sig" &
	pid=$!
	exec 4>"in$sig"
	echo '{"name":"half"}' >&4
	sleep 0.2
	kill -s "$sig" $pid
	wait $pid
	status=$?
	exec 4>&-
	case $sig in INT) n=130 ;; TERM) n=143 ;; HUP) n=129 ;; esac
	check_same "SIG$sig" "$n" "$status"
done
check_same 'nothing of it was saved' 2 "$(pipe account list --count)"

# and while they go in: all of it or nothing
i=0
while [ $i -lt 20000 ]; do
	echo "{\"name\":\"n$i\"}"
	i=$((i + 1))
done >many.json
for delay in 0.01 0.05 0.1 0.2; do
	before=$(pipe account list --count)
	env --default-signal=INT pipe account add --from many.json -q \
		>/dev/null 2>err &
	pid=$!
	sleep $delay
	kill -s INT $pid 2>/dev/null
	wait $pid
	status=$?
	after=$(pipe account list --count)
	case $status:$((after - before)):$(cat err) in
	0:20000:* | 130:0:'' | 130:0:*'nothing was saved' | \
	130:20000:*'the change was saved') r=0 ;;
	*) r=1 ;;
	esac
	result $r "interrupted after $delay s" "$status $before $after $(cat err)"
done
check 'the store is whole' pipe check
finish

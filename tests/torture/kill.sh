#!/bin/sh
# kill -9 of writers: what was acknowledged stays, check is content, and the
# locks are free at once. Two readers look on.
#
# Usage: kill.sh [KILLS [WRITERS]]
. "$(dirname "$0")/lib.sh"
tool kill || exit 1
pipe init >/dev/null 2>&1 || exit 1
pipe account add First >/dev/null || exit 1
read_beside
counts=$("$tools/kill" -s "$SEED" -k "${1:-1000}" -w "${2:-4}" acked) ||
	say "the driver failed"
read_end

# every acknowledged record, by id and name; of the killed ones, what is there
for kind in account contact deal; do
	sed -n "s/^$kind \([0-9]*\) /\1	/p" acked | sort >want
	pipe $kind list -c id,name -F tsv | sort >got
	lost=$(comm -23 want got | wc -l)
	[ "$lost" = 0 ] || say "$kind: $lost acknowledged and lost:" \
		"$(comm -23 want got | head -1)"
done
sed -n 's/^city \([0-9]*\) /\1	/p' acked | sort >want
pipe account list -c id,city -F tsv | sort >got
lost=$(comm -23 want got | wc -l)
[ "$lost" = 0 ] || say "city: $lost changes lost"
pipe account add Last --lock-timeout 0 >/dev/null 2>err ||
	say "the lock is held: $(cat err)"
pipe check >checked 2>&1 || say "check: $(cat checked)"
echo "kill: $counts," \
	"$(lines looked.*) times read beside (seed $SEED)"
exit $failed

#!/bin/sh
# The tortures in their short form; make torture runs the long one. They share
# a seed, which a failure prints.
. "$(dirname "$0")/lib.sh"
export SEED="${SEED:-$(date +%s)}"
TMPDIR=$WORK # where there is no /dev/shm

torture()
{
	name=$1
	shift
	run "$@"
	[ "$status" = 0 ] && [ -n "$out" ]
	result $? "$name" "SEED=$SEED $*" "$(seen)"
	[ "$status" != 0 ] || printf '%s\n' "$out" | sed 's/^/# /'
}

if [ -n "${SAN:-}" ]; then
	result 0 'tortures # SKIP a preload and an alarm under sanitizers'
	finish
fi
torture 'writers lose nothing, and no id is given twice' \
	"$TESTS/torture/writers.sh" 4 40
torture 'what was acknowledged outlives kill -9' \
	"$TESTS/torture/kill.sh" 60
torture 'a call that fails is told, and the store is before or after' \
	"$TESTS/torture/faults.sh" short
torture 'a damaged store gives the right answer or is refused' \
	"$TESTS/torture/flips.sh" bits:4096 meta:32 pairs:2048 cut:16 pages:8
finish

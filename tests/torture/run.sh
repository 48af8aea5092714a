#!/bin/sh
# Every torture in its long form; each prints what it counted, what went wrong
# stands before that behind a #. SEED repeats a run, BITS sets how many bits of
# a store are left out between two that are flipped (64; 1 flips every one,
# which takes hours).
#
# Usage: run.sh [kill|writers|faults|flips|histories|documents]...
set -u
dir=$(cd "$(dirname "$0")" && pwd)
export SEED="${SEED:-$(date +%s)}"
[ $# != 0 ] || set -- writers kill faults flips histories documents
failed=
for name; do
	case $name in
	writers) how='8 1000' ;;
	kill) how='1000 4' ;;
	faults) how=long ;;
	flips) how="bits:${BITS:-64} meta:1 pairs:16 cut:1 pages:1" ;;
	histories) how=10000 ;;
	documents) how=100000 ;;
	*)
		echo "torture: $name: no such torture" >&2
		exit 2
		;;
	esac
	# shellcheck disable=SC2086
	"$dir/$name.sh" $how || failed="$failed $name"
done
[ -z "$failed" ] && exit
echo "torture: failed:$failed (make torture SEED=$SEED)" >&2
exit 1

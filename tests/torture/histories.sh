#!/bin/sh
# Random histories of deals, rates, people and stages: bridges, trees and
# explanations hold at random instants. make check has 200 of them.
#
# Usage: histories.sh [HISTORIES]
. "$(dirname "$0")/lib.sh"
make -C "$ROOT" -s BUILD="$BUILD" "$BUILD/tests/unit/bridge_property_test" ||
	exit 1
HISTORIES=${1:-10000} "$BUILD/tests/unit/bridge_property_test" >out 2>&1 ||
	say "$(grep seed out | head -n 3)"
echo "histories: ${1:-10000} (seed $SEED)"
exit $failed

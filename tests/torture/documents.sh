#!/bin/sh
# Random documents against exact rational arithmetic; make check has 3000.
#
# Usage: documents.sh [DOCUMENTS]
. "$(dirname "$0")/lib.sh"
make -C "$ROOT" -s BUILD="$BUILD" "$BUILD/tests/unit/doc_property_test" ||
	exit 1
(cd "$ROOT" && DOCUMENTS=${1:-100000} \
	"$BUILD/tests/unit/doc_property_test") >out 2>&1 ||
	say "$(grep -v '^\[' out | head -n 5)"
echo "documents: ${1:-100000} (seed $SEED)"
exit $failed

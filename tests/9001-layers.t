#!/bin/sh
# The direction of includes, and that the check can fail.
. "$(dirname "$0")/lib.sh"
check 'layers' "$ROOT/tests/tools/layers.sh"
check 'house style' "$ROOT/tests/tools/style.sh"

mkdir -p copy/tests/tools copy/lib copy/cmd
cp "$ROOT/tests/tools/layers.sh" "$ROOT/tests/tools/style.sh" copy/tests/tools/
for d in base schema store conf model cli; do mkdir -p "copy/lib/$d"; done
plant()
{
	printf '%s\n' "$3" >"copy/$2"
	run copy/tests/tools/layers.sh
	[ "$status" = 1 ]
	result $? "finds $1" "$err$out"
	rm "copy/$2"
}
: >copy/lib/base/x.c
check 'a clean tree' copy/tests/tools/layers.sh
plant 'an include upwards' lib/base/a.c '#include "store/store.h"'
plant 'an include sideways' lib/store/a.c '#include "conf/policy.h"'
plant 'LMDB elsewhere' lib/store/a.c '#include <lmdb.h>'
plant 'libyaml elsewhere' lib/conf/a.c '#include <yaml.h>'
plant 'getopt in a program' cmd/a.c 'int c = getopt(argc, argv, "x");'
plant 'a weakened store' lib/store/a.c 'int f = MDB_NOSYNC;'
plant 'floating point' lib/model/a.c 'static double rate;'
plant 'sprintf' lib/model/a.c 'sprintf(b, "%d", n);'
plant 'printing below cli' lib/model/a.c 'printf("x");'
printf 'int x; %080d\n' 0 >copy/lib/base/x.c
check_not 'style finds a long line' copy/tests/tools/style.sh

# the tables of what the tests show
pitfalls="PITFALLS.md 'Y 9' 'T 18'"
acceptance="ACCEPTANCE.md 'A 12' 'G 7' 'Q 6'"
cp "$ROOT/tests/tools/shown.sh" copy/tests/tools/
cp -r "$TESTS"/*.t "$TESTS"/*.md "$TESTS/unit" "$TESTS/torture" \
	"$TESTS/bench" copy/tests/
check 'every pitfall has its test' sh -c "copy/tests/tools/shown.sh $pitfalls"
check 'every line of acceptance' sh -c "copy/tests/tools/shown.sh $acceptance"
rotten() # COMPLAINT SED [TABLE]
{
	table=${3:-PITFALLS.md}
	sed "$2" "$TESTS/$table" >"copy/tests/$table"
	case $table in
	P*) check_err "$1" sh -c "copy/tests/tools/shown.sh $pitfalls" ;;
	*) check_err "$1" sh -c "copy/tests/tools/shown.sh $acceptance" ;;
	esac
}
rotten 'T18: 0006-signals.t has no "not at al1"' 's/"not at all"/"not at al1"/'
rotten 'Y1: unit/yaml.c is not there' '/^| Y1 /s/yaml_test/yaml/'
rotten 'T9: no row' '/^| T9 /d'
rotten 'L26: neither a test nor a reason' '/^| L26 /s/`7030.*`.*|/|/'
rotten 'A4: no row' '/^| A4 /d' ACCEPTANCE.md
finish

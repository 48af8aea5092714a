# lib.sh - tests as shell transcripts that print TAP. Sourced first by every
# tests/NNNN-topic.t, which ends with `finish`.
#
#	check NAME COMMAND...		succeeds
#	check_not NAME COMMAND...	does not
#	check_exit N NAME COMMAND...	exits with exactly N
#	check_err TEXT COMMAND...	fails, and says TEXT on standard error
#	check_out NAME COMMAND... <<.	prints exactly what is given
#	check_same NAME WANT GOT	two texts are equal
#	store [INIT OPTIONS]		a new store in a folder of its own
#
# Each file has a folder of its own, an empty home, a fixed clock, LC_ALL=C.
# $out and $err hold what the last command printed, $status how it ended.
set -u

TESTS=$(cd "$(dirname "$0")" && pwd)
ROOT=${TESTS%/*}
export BUILD="${BUILD:-$ROOT/build}"
WORK=$(mktemp -d "${TMPDIR:-/tmp}/pipe-test.XXXXXX") || exit 1
trap 'cd /; rm -rf "$WORK"' EXIT
trap 'exit 1' HUP INT TERM
cd "$WORK" || exit 1

for v in $(env | sed -n 's/^\(PIPE_[A-Z_]*\|XDG_[A-Z_]*\|CLICOLOR[A-Z_]*\)=.*/\1/p')
do
	unset "$v"
done
unset NO_COLOR COLUMNS PAGER LESS VISUAL EDITOR TZ MANPATH
mkdir home
export HOME="$WORK/home" LC_ALL=C TERM=dumb PATH="$BUILD:$PATH"
export PIPE_NOW=2026-10-15T09:00:00Z
test_count=0
test_failed=0

# A line of TAP; after a failure what was seen.
result()
{
	test_count=$((test_count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $test_count - $2"
		return 0
	fi
	echo "not ok $test_count - $2"
	test_failed=$((test_failed + 1))
	shift 2
	[ $# = 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
	return 1
}

run()
{
	"$@" >"$WORK/.out" 2>"$WORK/.err" </dev/null
	status=$?
	out=$(cat "$WORK/.out")
	err=$(cat "$WORK/.err")
}

# The same with standard input.
run_in()
{
	"$@" >"$WORK/.out" 2>"$WORK/.err"
	status=$?
	out=$(cat "$WORK/.out")
	err=$(cat "$WORK/.err")
}

seen()
{
	printf 'status %s\n' "$status"
	[ -z "$out" ] || printf 'stdout: %s\n' "$out"
	[ -z "$err" ] || printf 'stderr: %s\n' "$err"
}

check()
{
	name=$1
	shift
	run "$@"
	[ "$status" = 0 ]
	result $? "$name" "$*" "$(seen)"
}

check_not()
{
	name=$1
	shift
	run "$@"
	[ "$status" != 0 ]
	result $? "$name" "$*" "$(seen)"
}

check_exit()
{
	want=$1 name=$2
	shift 2
	run "$@"
	[ "$status" = "$want" ]
	result $? "$name" "$*" "wanted status $want" "$(seen)"
}

check_err()
{
	want=$1
	shift
	run "$@"
	case $status:$err in
	0:*) false ;;
	*"$want"*) true ;;
	*) false ;;
	esac
	result $? "says: $want" "$*" "$(seen)"
}

check_out()
{
	name=$1 want=$(cat)
	shift
	run "$@"
	[ "$status" = 0 ] && [ "$out" = "$want" ]
	result $? "$name" "$*" "wanted: $want" "$(seen)"
}

check_same()
{
	[ "$2" = "$3" ]
	result $? "$1" "wanted: $2" "got: $3"
}

store()
{
	store_count=$((${store_count:-0} + 1))
	export PIPE_DIR="$WORK/store$store_count"
	pipe init --currency EUR --zone Europe/Berlin "$@" >"$WORK/.init" 2>&1 &&
		return
	echo "Bail out! pipe init: $(cat "$WORK/.init")"
	exit 1
}

finish()
{
	echo "1..$test_count"
	[ "$test_failed" = 0 ]
	exit $?
}

# A small picture, as PNG.
logo()
{
	python3 "$TESTS/tools/logo.py"
}

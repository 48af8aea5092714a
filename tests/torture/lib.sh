# lib.sh - what the torture scripts share. Sourced first; each script prints
# one line with what it counted, and ends 0 when everything held.
#
#	tool NAME [SOURCE]...	build a helper into $tools, unless it is there;
#				of NAME.suffix the source is NAME.c
#	say TEXT...		what went wrong; the script fails
#	lines FILE...		how many there are
#	read_beside		two readers begin; none may fail, no count fall
#	read_end		and end
#	sample [N]		fill $PIPE_DIR with a small, whole store of N
#				deals (8); its older.mdb lacks the last change
#
# BUILD names the build, SEED repeats a run, WHERE a folder to work in (a
# memory file system unless told).
set -u

TORTURE=$(cd "$(dirname "$0")" && pwd)
ROOT=${TORTURE%/tests/torture}
BUILD=${BUILD:-$ROOT/build}
SEED=${SEED:-$(date +%s)}
tools=$BUILD/torture
failed=0

if [ -z "${WHERE:-}" ]; then
	WHERE=${TMPDIR:-/tmp}
	[ -w /dev/shm ] && WHERE=/dev/shm
fi
WORK=$(mktemp -d "$WHERE/pipe-torture.XXXXXX") || exit 1
trap 'cd /; rm -rf "$WORK"' EXIT
trap 'exit 1' HUP INT TERM
cd "$WORK" || exit 1
mkdir home
export HOME="$WORK/home" LC_ALL=C TERM=dumb PATH="$BUILD:$PATH"
export PIPE_NOW=2026-10-15T09:00:00Z PIPE_DIR="$WORK/store"
unset PIPE_PAGER PAGER EDITOR VISUAL XDG_DATA_HOME XDG_CONFIG_HOME

say()
{
	failed=1
	echo "# $*"
}

lines()
{
	cat "$@" 2>/dev/null | wc -l
}

look()
{
	seen=0
	while [ ! -e written ]; do
		n=$(pipe-account list --count 2>>reader.err) || n=-1
		[ "$n" -ge "$seen" ] || echo "$n after $seen" >>unread
		seen=$n
		pipe-deal list --json=all >/dev/null 2>>reader.err ||
			echo list >>unread
		echo >>"looked.$reader"
	done
}

read_beside()
{
	readers=
	for reader in 1 2; do
		look &
		readers="$readers $!"
	done
}

read_end()
{
	: >written
	# shellcheck disable=SC2086
	wait $readers
	[ ! -e unread ] || say "$(lines unread) reads failed," \
		"$(head -1 unread): $(head -1 reader.err)"
}

tool()
{
	name=$1
	src="$TORTURE/${name%.*}.c"
	shift
	if [ -e "$tools/$name" ] && [ -z "$(find "$src" "$@" \
		-newer "$tools/$name")" ]; then
		return
	fi
	mkdir -p "$tools"
	# renamed into place: two tests may build it at once
	${CC:-cc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -O2 -g \
		-o "$tools/$name.$$" "$src" "$@" ${LINK:-} &&
		mv "$tools/$name.$$" "$tools/$name"
}

# Accounts, contacts, deals of two reps in a team, and a few changes.
sample()
{
	deals=$(seq "${1:-8}")
	(
		export PIPE_NOW=2026-10-01T09:00:00Z
		pipe init --currency EUR --zone Europe/Berlin
		pipe team add emea --name EMEA
		pipe rep add anna --name Anna --email a@x.example --team emea
		pipe rep add bob --name Bob --email b@x.example --team emea
		for i in 1 2 3 4 5 6 7 8; do
			pipe account add "Account $i" --city "City $i" \
				--domain "d$i.example"
		done
		for i in 1 2 3 4 5 6 7 8; do
			pipe contact add "Person $i" --account $((i % 4 + 1)) \
				--email "p$i@d$i.example"
		done
		for i in $deals; do
			pipe deal add "Deal $i" --account $((i % 4 + 1)) \
				--owner anna --amount "${i}000" \
				--close "2026-11-$(printf %02d "$i")"
		done
		export PIPE_NOW=2026-10-05T09:00:00Z
		pipe quota set rep/anna 2026Q4 50000EUR
		pipe deal set 5 --amount 777
		pipe deal set 3 --owner bob
		pipe deal lose 2 --reason price
		cp "$PIPE_DIR/data.mdb" "$PIPE_DIR/older.mdb"
		pipe account set 3 --city Rome
	) >sample.log 2>&1 || {
		cat sample.log
		exit 1
	}
}

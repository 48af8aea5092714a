#!/bin/sh
# A small store damaged bit by bit, cut short, with pages swapped: every
# command gives the right answer or says that the store is damaged; none dies,
# none hangs, a change that goes through changes nothing else.
#
# Twice: as it is, and with blocks of sixteen rows, so that a store so small has
# columns.
#
# The commands run in children of one program, which is linked from their own
# sources: no exec, so that thousands of damages a minute are met.
#
# Usage: flips.sh [MODE:STEP]...
. "$(dirname "$0")/lib.sh"
[ $# != 0 ] || set -- bits:64 meta:1 pairs:16 cut:1 pages:1

objects=$tools/flips.o
mkdir -p "$objects" || exit 1
libs=$(pkg-config --libs lmdb yaml-0.1 libutf8proc libmd)
for p in account contact deal forecast log check; do
	# the library is remade when a header changes
	[ "$objects/$p.o" -nt "$ROOT/cmd/pipe-$p.c" ] &&
		[ "$objects/$p.o" -nt "$BUILD/libpipe.a" ] && continue
	${CC:-cc} -std=c17 -D_GNU_SOURCE -I"$ROOT/lib" -O2 -g \
		"-Dmain=${p}_main" -c -o "$objects/$p.$$" \
		"$ROOT/cmd/pipe-$p.c" &&
		mv "$objects/$p.$$" "$objects/$p.o" || exit 1
done
LINK=$libs tool flips "$TORTURE/asks.c" "$objects"/*.o "$BUILD/libpipe.a" ||
	exit 1

# The same programs, and those that make the sample, with short blocks.
make -C "$ROOT" -s BUILD="$BUILD" blocks || exit 1
LINK=$libs tool flips.blocks "$TORTURE/asks.c" "$objects"/*.o \
	"$BUILD"/blocks/store/*.o "$BUILD/libpipe.a" || exit 1
mkdir -p blocks && cp "$BUILD/pipe" blocks || exit 1
for p in init team rep account contact deal quota; do
	# shellcheck disable=SC2086
	${CC:-cc} -o "blocks/pipe-$p" "$BUILD/cmd/pipe-$p.o" \
		"$BUILD"/blocks/store/*.o "$BUILD/libpipe.a" $libs || exit 1
done

# flip NAME TOOL HOW...
flip()
{
	name=$1 tool=$2
	shift 2
	rm -f "$PIPE_DIR/lock.mdb"
	for how; do
		printf '%s' "$name"
		"$tools/$tool" -s "$SEED" -n "${how#*:}" -j "$(nproc)" \
			"${how%:*}" "$PIPE_DIR" || failed=1
		rm -rf "$PIPE_DIR".[0-9]*
	done
}

sample
flip '' flips "$@"
PATH="$WORK/blocks:$PATH" PIPE_DIR="$WORK/blocks.store"
sample 20
flip 'blocks: ' flips.blocks "$@"
exit $failed

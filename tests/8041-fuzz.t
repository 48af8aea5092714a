#!/bin/sh
# The fuzzers over the same inputs each time, without libFuzzer; make fuzz
# searches on from there with it.
. "$(dirname "$0")/lib.sh"
libs=$(pkg-config --libs lmdb yaml-0.1 libutf8proc libmd)
sanitize=
[ -z "${SAN:-}" ] || sanitize='-fsanitize=address,undefined'

# shellcheck disable=SC2086
build()
{
	${CC:-cc} -std=c17 -D_GNU_SOURCE -I"$ROOT/lib" -O1 -g $sanitize \
		-o "$1" "$2" "$TESTS/fuzz/replay.c" "$BUILD/libpipe.a" $libs
}

for source in "$TESTS"/fuzz/*_fuzz.c; do
	name=${source##*/}
	name=${name%_fuzz.c}
	build "./$name" "$source" >cc.log 2>&1 ||
		echo "Bail out! $(head -1 cc.log)"
	run "./$name" "$TESTS/fuzz/$name.dict" 4000
	case $status:$out in 0:*'put together') r=0 ;; *) r=1 ;; esac
	result $r "$name: no input crashes, what is read is read again" \
		"$(seen)"
done

# such a test can fail
cat >wrong.c <<'.c'
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (memmem(data, size, "EUR-0", 5))
		abort();
	return 0;
}
.c
build ./wrong wrong.c >cc.log 2>&1
check_exit 134 'what aborts is told' sh -c \
	"./wrong '$TESTS/fuzz/money.dict' 4000"
check_same 'with its input' 1 "$(printf '%s\n' "$err" | grep -c 4555522d30)"
finish

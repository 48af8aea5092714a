#!/bin/sh
# Every tests/fuzz/NAME_fuzz.c under libFuzzer with ASan and UBSan, for as long
# as SECONDS_EACH says (15). NAME.dict is its dictionary; what was found stays
# in $BUILD/fuzz/NAME and is where the next run begins. Needs clang.
#
# Usage: run.sh [NAME]...
set -u
cd "$(dirname "$0")/../.." || exit 1
command -v clang >/dev/null || {
	echo 'fuzz: needs clang' >&2
	exit 1
}
dir=${BUILD:-build}/fuzz
sanitize='-fsanitize=fuzzer-no-link'
make -s SAN=1 CC=clang BUILD="$dir" CFLAGS="-O1 -g $sanitize" \
	"$dir/libpipe.a" || exit 1
libs=$(pkg-config --libs lmdb yaml-0.1 libutf8proc libmd)
failed=0

for source in tests/fuzz/*_fuzz.c; do
	name=${source##*/}
	name=${name%_fuzz.c}
	[ $# = 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
	# shellcheck disable=SC2086
	clang -std=c17 -D_GNU_SOURCE -Ilib -O1 -g \
		-fsanitize=fuzzer,address,undefined "$source" \
		"$dir/libpipe.a" $libs -o "$dir/${name}_fuzz" || exit 1
	mkdir -p "$dir/$name"
	dict=
	[ -e "tests/fuzz/$name.dict" ] && dict="-dict=tests/fuzz/$name.dict"
	# shellcheck disable=SC2086
	if "$dir/${name}_fuzz" -max_total_time="${SECONDS_EACH:-15}" \
		-timeout=10 -rss_limit_mb=2048 -verbosity=0 \
		-artifact_prefix="$dir/$name-" $dict "$dir/$name" \
		>"$dir/$name.log" 2>&1; then
		echo "fuzz: $name: $(grep -c . "$dir/$name.log") lines," \
			"$(find "$dir/$name" -type f | wc -l) inputs, clean"
	else
		tail -n 40 "$dir/$name.log"
		echo "fuzz: $name: found something, see $dir/$name.log"
		failed=1
	fi
done
exit $failed

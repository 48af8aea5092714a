# lib.sh - what run.sh is made of: tools, agreement, races and their table.

die()
{
	echo "bench: $*" >&2
	exit 1
}

tool() # NAME [FLAG]...: tests/bench/NAME.c, built
{
	name=$1
	shift
	${CC:-cc} -O2 -o "$tools/$name" "$here/$name.c" "$@" ||
		die "cannot build $name"
}

# The answers of two commands, each made plain by a filter, are the same.
agree() # WHAT OURS THEIRS
{
	eval "$2" | sort >ours.out
	eval "$3" | sort >theirs.out
	[ -s ours.out ] || die "$1: no answer"
	cmp -s ours.out theirs.out && return
	diff ours.out theirs.out | head -n 20 >&2
	die "$1: the answers do not agree"
}

# Of each of commands parted by "--" the median in microseconds, a line each.
# What is run before each round is in $prepare; then they have a round each.
medians() # ROUNDS COMMANDS
{
	if [ -z "$prepare" ]; then
		eval "'$tools/time' $1 $2" | cut -d ' ' -f 1
		return
	fi
	i=0
	while [ $i -lt "$1" ]
	do
		$prepare
		eval "'$tools/time' 1 $2" | awk '{ print NR, $1 }'
		i=$((i + 1))
	done | sort -k 1n -k 2n | awk '
		{ v[$1, ++n[$1]] = $2; if ($1 > last) last = $1 }
		END { for (i = 1; i <= last; i++)
			print v[i, int((n[i] + 1) / 2)] }'
}

row() # GOAL JOB RIVAL WANTED DYNAMIC STATIC THEIRS, the last in microseconds
{
	awk -v goal="$1" -v job="$2" -v rival="$3" -v wanted="$4" \
		-v dynamic="$5" -v static="$6" -v theirs="$7" '
	function verdict(ours,	r, ok) {
		if (ours == "-")
			return "-"
		r = wanted ~ /^</ ? ours / theirs : theirs / ours
		ok = wanted ~ /^</ ? r <= bound : r >= bound
		return sprintf(r < 10 ? "%.2f %s" : "%.0f %s", r,
			ok ? "met" : "short")
	}
	function ms(v) {
		return v == "-" ? v : sprintf(v < 99950 ? "%.2f" : "%.0f",
			v / 1000)
	}
	BEGIN {
		bound = substr(wanted, 3) + 0
		printf "%-3s %-27s %-9s %6s  %-11s %-11s %7s %7s %7s\n", goal,
			job, rival, wanted, verdict(dynamic), verdict(static),
			ms(dynamic), ms(static), ms(theirs)
	}'
}

# A job in turns against rivals: in OURS a % stands for dynamic or static.
# Where nothing is to be timed everything is run once, to see that it can be.
race() # ROUNDS JOB OURS [GOAL WANTED RIVAL THEIRS]...
{
	rounds=$1 job=$2 ours=$3
	shift 3
	all=
	for kind in $kinds
	do
		all="$all${all:+ -- }$(echo "$ours" | sed "s/%/$kind/g")"
	done
	n=$#
	while [ "$n" -gt 0 ]
	do
		all="$all -- $4"
		set -- "$@" "$1" "$2" "$3"
		shift 4
		n=$((n - 4))
	done
	[ -z "$check_only" ] || rounds=1
	medians "$rounds" "$all" >medians
	[ "$(wc -l <medians)" = $(($(echo "$kinds" | wc -w) + $# / 3)) ] ||
		die "$job: failed"
	[ -z "$check_only" ] || return 0
	dynamic_us=$(sed -n 1p medians) static_us=-
	[ "$kinds" = dynamic ] || static_us=$(sed -n 2p medians)
	sed "1,$(echo "$kinds" | wc -w)d" medians >theirs
	while [ $# -gt 0 ]
	do
		read -r us
		row "$1" "$job" "$3" "$2" "$dynamic_us" "$static_us" "$us"
		shift 3
	done <theirs
}

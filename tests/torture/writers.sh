#!/bin/sh
# Many processes write at once, two read: nothing is lost, no id is given twice, and a
# number that all of them count up by compare-and-swap (--if-rev) ends at the
# count of those who succeeded.
#
# Usage: writers.sh [PROCESSES [OPERATIONS]]
. "$(dirname "$0")/lib.sh"
processes=${1:-8} operations=${2:-1000}
export PIPE_LOCK_TIMEOUT=120

# One more on the shared deal; again while another one was quicker.
count_up()
{
	while :; do
		set -- $(pipe-deal show 1 -c rev,quantity -F tsv)
		[ $# = 2 ] || return 1
		pipe-deal set 1 --quantity $(($2 + 1)) --if-rev "$1" -q \
			2>"err.$worker"
		case $? in
		0) break ;;
		4) echo >>"again.$worker" ;;
		*) return 1 ;;
		esac
	done
}

work()
{
	worker=$1 i=0 mine=
	while [ $i -lt "$operations" ]; do
		case $((i % 4)) in
		0)
			mine=$(pipe-account add "w$worker-$i" -q) &&
				echo "$mine" >>"accounts.$worker"
			;;
		1) pipe-account set "$mine" --city "c$i" -q ;;
		2) count_up && echo >>"counted.$worker" ;;
		3)
			id=$(pipe-contact add "p$worker-$i" --account \
				"$mine" -q) && echo "$id" >>"contacts.$worker"
			;;
		esac || echo "worker $worker, operation $i" >>failed
		i=$((i + 1))
	done
}

pipe init >/dev/null 2>&1 || exit 1
pipe deal add Shared --quantity 0 >/dev/null || exit 1
read_beside
w=0 workers=
while [ $w -lt "$processes" ]; do
	work $w &
	workers="$workers $!"
	w=$((w + 1))
done
wait $workers
read_end
[ ! -e failed ] || say "refused: $(lines failed), first: $(head -1 failed)" \
	"$(cat err.* | head -1)"
for kind in accounts contacts; do
	given=$(lines $kind.*)
	once=$(sort -un $kind.* | wc -l)
	there=$(pipe ${kind%s} list --count)
	[ "$given" = "$once" ] || say "$kind: $((given - once)) ids given twice"
	[ "$given" = "$there" ] || say "$kind: $given acknowledged, $there there"
done
sum=$(pipe deal show 1 -c quantity -F tsv)
[ "$sum" = "$(lines counted.*)" ] ||
	say "counted $(lines counted.*) times, the count is $sum"
done=$(pipe log -F tsv | cut -f1 | sort -un | wc -l)
[ "$done" = $((processes * operations + 1)) ] ||
	say "$((processes * operations + 1)) operations done, $done in the log"
pipe check >checked 2>&1 || say "check: $(cat checked)"
echo "writers: $processes processes, $operations operations each," \
	"$(lines accounts.* contacts.*) records, $sum counted up," \
	"$(lines again.*) tried again, $(lines looked.*) times read beside"
exit $failed

#!/bin/sh
# Every command while one of its calls fails: the N-th malloc, open, read,
# write, sync and so on, for N = 1 until the command ends untouched. It must
# say so and end with 5, or not have needed the call; the store must be as it
# was or as it should become, as was said; the next command must work.
#
# Usage: faults.sh [short]
. "$(dirname "$0")/lib.sh"
mode=${1:-long}
LINK='-fPIC -shared -ldl' tool fault || exit 1
sample

# The store as records, archived ones too, and its log: the same for the same
# content. Whose login cannot be looked up is there by number.
state()
{
	for e in account contact activity quota; do
		pipe-$e list archived:any --json=all 2>>state.err || return 1
	done
	for e in deal lead; do
		pipe-$e list status:any archived:any --json=all \
			2>>state.err || return 1
	done
	pipe-log --json 2>>state.err | sed "s/\"uid$(id -u)\"/\"$(id -un)\"/"
}

commands()
{
	cat <<'.'
read	pipe-account list --json=all
read	pipe-account show 2
read	pipe-deal list account:3 -s -amount
read	pipe-deal list --as-of 2026-10-02
read	pipe-deal history 5
read	pipe-forecast 2026Q4 --by rep
read	pipe-board
read	pipe-agenda
read	pipe-find Deal
read	pipe-log
read	pipe-explain deal/5
read	pipe-schema deal
read	pipe-config list
read	pipe-check
read	pipe-quota list
write	pipe-account add New --city Paris
write	pipe-account set 3 --city Bonn --no-domain
write	pipe-account rm 8
write	pipe-account add --from many.csv
write	pipe-deal move 5 negotiation
write	pipe-deal win 4
write	pipe-lead add Ada --company Analytical
write	pipe-note deal/5 called --type call --next +2d
write	pipe-quota set rep/bob 2026Q4 100EUR
write	pipe-undo
write	pipe-config apply
aside	pipe-backup backup
aside	pipe-init -C made
.
}

# Calls, and the errors they are given; 0 makes a read or write short.
faults()
{
	case $mode in
	short)
		cat <<'.'
open 5
pread 5
write 28
pwrite 28
sync 5
mmap 12
ftruncate 5
.
		;;
	*)
		cat <<'.'
malloc 12
open 5
open 24
read 5
read 0
read 4
pread 5
write 5
write 28
write 0
write 4
pwrite 5
pwrite 28
pwrite 0
sync 5
sync 28
mmap 12
ftruncate 5
rename 5
rename 28
.
		;;
	esac
}

complain()
{
	say "$command: $call $number, error $error: $*"
	sed 's/^/#   /' err
}

# What the store should be now, by what was said.
look()
{
	if cmp -s "$PIPE_DIR/data.mdb" whole.mdb; then
		is=before
	else
		state >now || complain 'the next command fails'
		is=neither
		cmp -s now after && is=after
		cmp -s now before && is=before
		cp whole.mdb "$PIPE_DIR/data.mdb"
	fi
	case $status:$is:$(cat err) in
	0:after:* | [1-7]:after:*'the change was saved'*) ;;
	[1-7]:*:*'not known to be saved'* | 5:*:*'out of memory'*)
		[ $is != neither ] || complain 'half a change'
		;;
	*'was saved'*:after:*) complain 'said otherwise' ;;
	[1-7]:before:*) ;;
	*) complain "status $status, and the store is as $is" ;;
	esac
}

judge()
{
	case $status:$(cat err) in
	0:*) ;;
	5:) complain 'fails without a word' ;;
	5:* | 3:*zoneinfo*) ;; # a zone that cannot be read is a fault of yaml
	*) complain "status $status" ;;
	esac
	case $kind in
	write) look ;;
	*)
		[ "$status" != 0 ] || cmp -s out good ||
			[ "$kind" = aside ] || complain 'another answer'
		cmp -s "$PIPE_DIR/data.mdb" whole.mdb ||
			complain 'a reader wrote'
		;;
	esac
}

one()
{
	rm -rf mark backup* made*
	FAULT_CALL=$call FAULT_ERRNO=$error FAULT_AT=$number \
		FAULT_MARK="$WORK/mark" LD_PRELOAD="$tools/fault" \
		$command >out 2>err
	status=$?
	[ -e mark ] || return 1
	judge
	if [ "$kind" = aside ]; then
		left=$(ls -d backup* made* 2>/dev/null)
		case $call:$status:$left in
		*:5: | *:0:backup | *:0:made | *:5:backup | *:5:made) ;;
		malloc:*) ;; # out of memory ends at once
		*) complain "leaves $left" ;;
		esac
		if [ -e made ]; then
			pipe -C made check -q || complain 'half a store'
		fi
	fi
	struck=$((struck + 1))
}

learn()
{
	cp whole.mdb "$PIPE_DIR/data.mdb"
	case $command in
	*apply*) cp edited.yaml "$PIPE_DIR/pipe.yaml" ;;
	*) cp whole.yaml "$PIPE_DIR/pipe.yaml" ;;
	esac
	state >before
	$command >good 2>err || {
		cat err
		say "$command fails by itself"
		return 1
	}
	state >after
	cp whole.mdb "$PIPE_DIR/data.mdb"
	rm -rf backup* made*
}

printf 'name,city\nOne,Rome\nTwo,Oslo\n' >many.csv
sed 's/probability: 10$/probability: 12/' "$PIPE_DIR/pipe.yaml" >edited.yaml
cp "$PIPE_DIR/pipe.yaml" whole.yaml
cp "$PIPE_DIR/data.mdb" whole.mdb
tab=$(printf '\t')
struck=0 commands=0
commands >list
faults >faults
while IFS=$tab read -r kind command <&3; do
	[ "$mode" = long ] || case $command in
	*'account list'* | *'account add New'* | *note* | *'win 4'* | \
	*backup* | *made*) ;;
	*) continue ;;
	esac
	learn || continue
	commands=$((commands + 1))
	while read -r call error <&4; do
		number=1
		while one; do
			number=$((number + 1))
		done
		rm -rf backup* made*
		$command >out 2>err || complain 'fails afterwards'
		cp whole.mdb "$PIPE_DIR/data.mdb"
		rm -rf backup* made*
	done 4<faults
done 3<list
pipe check -q || say 'the store at the end'
echo "faults: $commands commands, $struck calls failed"
exit $failed

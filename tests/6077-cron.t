#!/bin/sh
# The examples of man/examples: every line of the crontab and every command of a
# unit runs as cron and systemd would run it, and says nothing.
. "$(dirname "$0")/lib.sh"
pipe config set from 'Sales <sales@halmfeld.example>'
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
examples=$ROOT/man/examples

mkdir -p usr srv/www backup sent home/sales
cp -R company srv/sales
cp company/* home/sales/
cat >mailer <<END
#!/bin/sh
cat >"$WORK/sent/\$(ls '$WORK/sent' | wc -l)"
END
cat >usr/date <<'END'
#!/bin/sh
exec /bin/date -u -d "$PIPE_NOW" "$@"
END
chmod +x mailer usr/date

# Where our programs and folders stand in place of the examples'.
ours()
{
	sed "s|/usr/local/bin/|$BUILD/|g; s|/srv/|$WORK/srv/|g
		s|/backup/|$WORK/backup/|g; s|%h/|$WORK/home/|g"
}

# bare COMMAND...: nothing of an environment but what cron and systemd give
bare()
{
	env -i HOME="$HOME" LOGNAME=nobody SHELL=/bin/sh \
		PATH="$WORK/usr:/usr/bin:/bin" PIPE_NOW="$PIPE_NOW" \
		PIPE_SENDMAIL="$WORK/mailer" "$@" </dev/null
}

# ---- the crontab ----------------------------------------------------------------

store=$(sed -n 's/^PIPE_DIR=//p' "$examples/crontab" | ours)
check_same 'the store of all is ours' "$WORK/srv/sales" "$store"
grep -v -e '^#' -e '^$' -e '^[A-Z_]*=' "$examples/crontab" >lines
check 'there are lines' test "$(wc -l <lines)" -ge 5
n='\(\*\|[0-9]\{1,2\}\(-[0-9]\{1,2\}\)\{0,1\}\)'
check_same 'each has five fields and a command' '' \
	"$(grep -v "^\($n  *\)\{5\}/" lines)"
while read -r minute hour day month weekday command; do
	check_same "$minute $hour $day $month $weekday: numbers that there are" \
		'' "$(echo "$minute 59 $hour 23 $day 31 $month 12 $weekday 7" |
		awk '{ for (i = 1; i < NF; i += 2) {
			k = split($i, v, "-")
			for (j = 1; j <= k; j++)
				if (v[j] != "*" && v[j] + 0 > $(i + 1))
					print $i } }')"
	check_not 'a percent sign is written so' sh -c \
		"printf '%s' '$(echo "$command" | tr -d "'")' | grep -q '[^\\\\]%'"
	line=$(echo "$command" | sed 's/\\%/%/g' | ours)
	check "$command" bare PIPE_DIR="$store" /bin/sh -c "$line"
	check_same 'in silence' '' "$out$err"
	ran=$((${ran:-0} + 1))
done <<END
$(sed 's/\\/\\\\/g' lines)
END
check_same 'all of them ran' "$(wc -l <lines | tr -d ' ')" "$ran"
check 'messages went out' test "$(ls sent | wc -l)" -gt 8
for f in sent/*; do
	python3 "$ROOT/tests/tools/message.py" legal <"$f" || echo "$f"
done >bad 2>&1
check_same 'legal ones' '' "$(cat bad)"
check 'a page, too' sh -c "python3 '$ROOT/tests/tools/page.py' html \
	<'$WORK/srv/www/forecast.2026-10-15.html' >/dev/null"
check 'and a copy' test -s "$WORK/backup/sales.2026-10-15"
check_same 'the quarter was kept as it was said' 2026Q4 \
	"$(pipe -C "$store" seal list -c periods -F tsv)"
check_same 'the manual has the same lines' \
	"$(sed -n '/^PIPE_DIR/,$p' "$examples/crontab")" \
	"$(sed -n '/^PIPE_DIR/,/^\.Ed/p' "$ROOT/man/pipe-mail.7" |
		sed '$d; s/\\e/\\/g')"

# ---- units ---------------------------------------------------------------------------

mkdir units
for f in "$examples"/*.service "$examples"/*.timer; do
	ours <"$f" >"units/${f##*/}"
done
for f in units/*.timer; do
	check "$f has a service of its name" test -f "${f%.timer}.service"
done
for f in units/*.service; do
	grep '^ExecStart=' "$f" | sed 's/^ExecStart=//' >commands
	check "$f has one command" test "$(wc -l <commands)" = 1
	rm -f sent/*
	run bare "$(sed -n 's/^Environment=//p' "$f")" /bin/sh -c \
		"$(cat commands)"
	check_same "$f: runs in silence" '0' "$status$out$err"
	check 'and sends' test "$(ls sent | wc -l)" -ge 1
done
if command -v systemd-analyze >/dev/null; then
	mkdir -m 700 run
	for f in units/*.service units/*.timer; do
		run env XDG_RUNTIME_DIR="$WORK/run" systemd-analyze --user --man=no verify "./$f"
		check_same "$f: verified" '0' \
			"$status$(echo "$err" | grep -F "${f##*/}")"
	done
	sed -n 's/^OnCalendar=//p' units/*.timer >times
	while read -r time; do
		check "$time: is a time" systemd-analyze calendar "$time"
	done <times
else
	result 0 'units are verified # SKIP systemd-analyze is not installed'
fi

# ---- installed ----------------------------------------------------------------------

if [ -f "$ROOT/Makefile" ]; then
	check 'installed' make -s -C "$ROOT" install-examples \
		DESTDIR="$WORK/root" PREFIX=/opt/pipe
	check_same 'all of them' "$(ls "$examples")" \
		"$(ls root/opt/pipe/share/doc/pipe/examples)"
	check_same 'with the name the program is installed by' '' "$(grep -r -h \
		-o '[^ =]*bin/pipe' root | grep -v -x /opt/pipe/bin/pipe)"
fi
finish

#!/bin/sh
# Texts made to do harm, in arguments and in files: nothing that a terminal
# obeys comes out again, no spreadsheet runs one, no child inherits the store.
. "$(dirname "$0")/lib.sh"
store
pipe rep add anna --name Anna --email a@x.example >/dev/null
pipe account add Acme >/dev/null

# No control but a line's end and a tab, no C1, no byte that is no UTF-8, no
# character that turns the text around.
clean()
{
	! LC_ALL=C grep -qaP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$@" &&
		! LC_ALL=C grep -qaP '\xe2\x80[\x8b-\x8f\xaa-\xae]' "$@" &&
		! LC_ALL=C grep -qaP '\xe2\x81[\xa6-\xa9]|\xf3\xa0' "$@" &&
		iconv -f UTF-8 -t UTF-8 "$@" >/dev/null 2>&1
}

printf '%b\n' 'a\033[2Jb' 'a\033]52;c;eA==\007b' 'a\0302\0233\061mb' 'a\0233b' \
	'a\0342\0200\0256b' 'a\0363\0240\0201\0201b' 'a\0177b' 'a\010b' \
	'a\0377b' 'a\rb' 'a\0302\0205b' >payloads
grep -avP '^a[\x80-\xff]b$' payloads | tr -d '\n' >together
echo >>together
grep -aP '^a[\x80-\xff]b$' payloads >>together
printf 'a\033b' >esc
clean esc
check_same 'what is unclean is found' 1 $?

for p in account activity agenda board campaign check config contact deal \
	explain export find forecast import lead log note product quota rep \
	schema team undo
do
	bad=
	while IFS= read -r text; do
		for line in "$text" "show $text" "list name:$text" \
			"list --$text" "add $text --city $text" "-C $text list"
		do
			IFS=' '
			# shellcheck disable=SC2086
			run "pipe-$p" $line
			clean .out .err || bad="$bad [$line]"
		done
	done <together
	check_same "pipe-$p shows no hostile argument as it is" '' "$bad"
done
run pipe "$(printf 'de\033[2Jal')"
clean .out .err
result $? 'nor does pipe'

i=0
while IFS= read -r text; do
	i=$((i + 1))
	bad=
	printf 'name,%s\nX,y\n' "$text" >head.csv
	printf 'name,country\nX,%s\n' "$text" >cell.csv
	printf '{"name":"X","%s":"%s"}\n' "$text" "$text" >file.json
	printf 'currency: EUR\n%s: [%s]\n' "$text" "$text" >file.yaml
	for file in head.csv cell.csv file.json; do
		run pipe account add --from $file
		[ "$status" != 0 ] && clean .err || bad="$bad $file"
	done
	cp "$PIPE_DIR/pipe.yaml" good.yaml
	cp file.yaml "$PIPE_DIR/pipe.yaml"
	run pipe config check
	[ "$status" = 3 ] && clean .err || bad="$bad file.yaml"
	cp good.yaml "$PIPE_DIR/pipe.yaml"
	check_same "nor is payload $i of a file" '' "$bad"
done <payloads

# spreadsheets (T6)
for v in '=1+1' '+x' '-Ltd' '@SUM(A1)' "'x"; do
	id=$(pipe account add -- "$v")
	check_same "$v, for a spreadsheet" "'$v" "$(pipe account list id:"$id" \
		-c name --csv --spreadsheet --no-header)"
	check_same "$v, for a program" "$v" "$(pipe account list id:"$id" \
		-c name --csv --no-header)"
done
id=$(pipe account add -- -1)
check_same 'a number is left alone' -1 "$(pipe account list id:"$id" \
	-c name --csv --spreadsheet --no-header)"

# children (L9, T17)
cat >editor <<'.sh'
#!/bin/sh
ls -l /proc/$$/fd | grep -c 'data.mdb\|lock.mdb\|/store' >"$HOME/fds"
.sh
chmod +x editor
run env EDITOR="$WORK/editor" pipe account edit 1
check_same 'an editor has no descriptor of the store' 0 "$(cat home/fds)"

# imports at once (T13)
i=0
while [ $i -lt 200 ]; do
	echo "crm:$i,Imported $i"
	i=$((i + 1))
done | sed '1i ext,name' >same.csv
for k in 1 2 3; do
	pipe import account same.csv >"import$k" 2>&1 &
	pids="${pids:-} $!"
done
for k in $pids; do
	wait "$k"
done
check_same 'a file imported three times at once is there once' 200 \
	"$(pipe account list name:~Imported --count)"
check_same 'one of them brought it, two changed nothing' '1 2' \
	"$(cat import? | grep -c '200 created') $(cat import? |
	grep -c '200 unchanged')"

# some rows in, some not (T12)
for bad in 0 1 5 10; do
	i=0
	while [ $i -lt 10 ]; do
		[ $i -lt $bad ] && c=Atlantis || c=DE
		echo "{\"name\":\"R$bad-$i\",\"country\":\"$c\"}"
		i=$((i + 1))
	done >rows
	run pipe import account rows --keep-going
	case $bad:$status in 0:0 | [15]:6 | 10:3) r=0 ;; *) r=1 ;; esac
	result $r "$bad bad rows of 10: the status" "$(seen)"
	case $err in *"$((10 - bad)) created"*"$bad rejected"*) r=0 ;; *) r=1 ;; esac
	result $r "$bad bad rows of 10: the counts add up" "$(seen)"
	check_same "$bad bad rows of 10: the others are in" $((10 - bad)) \
		"$(pipe account list "name:~R$bad-" --count)"
done
check 'the store is whole' pipe check
finish

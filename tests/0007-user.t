#!/bin/sh
# A person's own settings: who they are, which columns; never the formats that
# are a promise.
. "$(dirname "$0")/lib.sh"
store
pipe rep add anna --name Anna --login nobody-by-that-name >/dev/null
pipe account add First >/dev/null

check_exit 2 'who am I' pipe account list owner:me
check_err 'it is not known which rep you are' pipe account list owner:me
mkdir -p home/.config/pipe
config=home/.config/pipe/config.yaml
cat >$config <<.
me: anna
columns:
  account: name,owner
.
chmod 600 $config
check_out 'me' pipe account add Mine --owner me <<.
2
.
check_out 'owner:me' pipe account list owner:me -c name <<.
Mine
.
check 'columns of a table' pipe account list -F table
case $out in NAME*OWNER*) r=0 ;; *) r=1 ;; esac
result $r 'are one'"'"'s own' "$out"
check_out 'TSV leaves them alone' sh -c 'pipe account list --header | head -1' <<.
id	name	domain	industry	owner
.
check_out 'as does JSON' sh -c 'pipe account list --json -n 1 | grep -o "^{.id.:1"' <<.
{"id":1
.
check_out '-c wins' sh -c 'pipe account list -F table -c id,name | head -1' <<.
ID  NAME
.
check 'who did it' pipe account set 2 --city Rome
check_out 'is the rep' sh -c 'pipe account history 2 -F tsv | tail -1 | cut -f4-' <<.
anna	city		Rome
.

XDG_CONFIG_HOME="$WORK/xdg" check_exit 2 'another home' pipe account list owner:me
mkdir -p xdg/pipe
echo 'me: nobody' >xdg/pipe/config.yaml
chmod 600 xdg/pipe/config.yaml
XDG_CONFIG_HOME="$WORK/xdg" run pipe account list owner:me
check_same 'a rep there is not' 2 "$status"
case $err in *"there is no rep 'nobody'"*) r=0 ;; *) r=1 ;; esac
result $r 'is named' "$err"

printf 'me: anna\ncolour: always\n' >$config
check_exit 3 'an unknown key' pipe account list
check_err "config.yaml:2:1: unknown key 'colour'" pipe account list
check 'help needs no settings' pipe account list --help
printf 'me: anna\n' >$config
chmod 666 $config
check_exit 5 'a file others may write' pipe account list
chmod 600 $config

# which store
unset PIPE_DIR
check_exit 5 'no store at the default place' pipe account list
check_err "$HOME/.local/share/pipe: no store here" pipe account list
check_exit 5 'nowhere to look' env -u HOME pipe account list
XDG_DATA_HOME="$WORK/data" check_err "$WORK/data/pipe: no store here" pipe account list
# what is set for oneself means something
rm -rf home/.config
store
sed -i 's/^# fields:$/fields:\n  deal: [region]/' "$PIPE_DIR/pipe.yaml"
pipe config apply -q >/dev/null
check_err 'aliases.deal: there is a command of that name' \
	pipe config set aliases.deal list
check_exit 2 'nor help' pipe config set aliases.help 'deal list'
check_err 'aliases.x: nonsense: unknown command' \
	pipe config set aliases.x 'nonsense --all'
check_exit 2 'of no word' pipe config set aliases.x ''
check_err "did you mean 'name'?" pipe config set columns.deal nme
check_err "'nme': no such field of reps" pipe config set columns.deal owner.nme
check_exit 2 'an empty name' pipe config set columns.deal name,,stage
check_exit 3 'no such entity' pipe config set columns.dael name
check_exit 2 'a field of nobody, without a store' \
	pipe -C /nowhere config set columns.deal nme
check_not 'nothing was written' test -e home/.config/pipe/config.yaml
check 'an alias' pipe config set aliases.mine 'deal list -s -amount'
check 'of a script in PATH' sh -c 'mkdir bin; : >bin/pipe-own; chmod +x bin/pipe-own
	PATH=$PWD/bin:$PATH pipe config set aliases.x "own -v"'
check 'columns, with a field of the store' \
	pipe config set columns.deal +region,+owner.team
check_exit 2 'signs do not mix' pipe config set columns.deal +region,name
check 'without a store' pipe -C /nowhere config set columns.deal +owner.team,-stage
check 'taken out' pipe config set columns.deal --unset
finish

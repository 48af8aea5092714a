#!/bin/sh
# How `pipe NOUN` finds its program.
. "$(dirname "$0")/lib.sh"

check_exit 2 'pipe alone is a usage error' pipe
check_same 'its list is on stderr' '' "$out"
case $err in *'usage: pipe'*account*) r=0 ;; *) r=1 ;; esac
result $r 'the list names programs'
check 'pipe --help' pipe --help
case $out in *'usage: pipe'*account*) r=0 ;; *) r=1 ;; esac
result $r 'help is on stdout'
check_exit 2 'a noun alone is a usage error' pipe account
check_same 'its list is on stderr' '' "$out"

check_exit 2 'unknown noun' pipe acount list
check_err "did you mean 'account'?" pipe acount list
check_exit 2 'unknown verb' pipe account lst
check_err "did you mean 'list' or 'set'?" pipe account lst
check_exit 2 'no abbreviation of a verb' pipe account li
check_err "did you mean 'list'" pipe account li
check_err 'pipe: ../x: unknown command' pipe ../x
check_err 'pipe: --frob: unknown option' pipe --frob

check 'version' pipe --version
case $out in 'pipe '*LMDB*libyaml*'store format 4'*) r=0 ;; *) r=1 ;; esac
result $r 'version names program, LMDB, libyaml, store format'
first=$out
check 'the same of a program' pipe account --version
check_same 'says the same' "$first" "$out"

# anyone's script is a subcommand, from PATH or the exec path
mkdir bin exec
printf '#!/bin/sh\necho "foo $*"\n' >bin/pipe-foo
printf '#!/bin/sh\necho "from exec path"\n' >exec/pipe-account
chmod +x bin/pipe-foo exec/pipe-account
PATH="$PATH:$WORK/bin"
check_out 'a script in PATH' pipe foo a 'b c' --json <<.
foo a b c --json
.
check_out '--exec-path' pipe --exec-path "$WORK/exec" account list <<.
from exec path
.
check_out '--exec-path=' pipe --exec-path="$WORK/exec" account <<.
from exec path
.
PIPE_EXEC_PATH="$WORK/exec" run pipe account
check_same 'PIPE_EXEC_PATH' 'from exec path' "$out"
check_err 'needs a value' pipe -C

store
check 'a record' pipe account add Acme
check_out '-C before the noun' pipe -C "$PIPE_DIR" account list -c id,name <<.
1	Acme
.
check_out '-C behind it' env PIPE_DIR=/nowhere pipe account list -C "$PIPE_DIR" -c id <<.
1
.
check_exit 5 'no store there' pipe -C "$WORK/none" account list
check_err 'no store here' pipe -C "$WORK/none" account list
check_exit 1 'nothing was made there' test -e "$WORK/none"

# aliases
mkdir -p home/.config/pipe
cat >home/.config/pipe/config.yaml <<.
aliases:
  mine: account list -c id,name
  account: account list --json
  broken: nosuch list
.
chmod 600 home/.config/pipe/config.yaml
check_out 'an alias' pipe mine <<.
1	Acme
.
check_out 'an alias with more words' pipe mine -F csv --no-header <<.
1,Acme
.
check_out 'an alias cannot shadow a command' pipe account list -c id <<.
1
.
check_err 'aliases.broken: nosuch: unknown command' pipe broken

# help
check 'help of a program' pipe help account
case $out in *account*) r=0 ;; *) r=1 ;; esac
result $r 'shows its page'
check_exit 1 'no such page' pipe help nosuch
mkdir bare
cp "$BUILD/pipe" "$BUILD/pipe-account" bare/
check 'help away from the pages' env PATH="$WORK/bare:$PATH" \
	"$WORK/bare/pipe" help
case $out in 'usage: pipe COMMAND'*) r=0 ;; *) r=1 ;; esac
result $r 'is never that of a system call' "$out"
check '-h' pipe account -h
short=$out
check '--help' pipe account --help
check_same '-h and --help are the same' "$short" "$out"
check 'help of a verb' pipe account add --help
case $out in *'examples:'*'pipe account add'*'--name'*) r=0 ;; *) r=1 ;; esac
result $r 'examples and fields are in it'
check_out 'help opens no store' sh -c \
	'PIPE_DIR=/nowhere pipe account list --help | head -1' <<.
usage: pipe account list [WORD]... [OPTION]...
.
finish

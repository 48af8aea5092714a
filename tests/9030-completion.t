#!/bin/sh
# What bash, zsh and fish offer is what the programs say.
. "$(dirname "$0")/lib.sh"
store
pipe rep add anna --name 'Anna Berg' -q >/dev/null
pipe rep add boris --name 'Boris Lind' -q >/dev/null
pipe account add 'Acme Ltd' --owner anna -q >/dev/null
pipe deal add 'Acme renewal' --account 1 --owner anna -q >/dev/null

skip()
{
	result 0 "$1 # SKIP $2 is not installed"
}

# In each shell a function that prints what it would offer for a line with the
# cursor at its end.
cat >in.bash <<END
. '$ROOT/completions/pipe.bash'
COMP_WORDBREAKS=\$' \t\n"\'@><=;|&(:'
COMP_LINE=\$1 COMP_POINT=\${#1} rest=\$1 COMP_WORDS=()
while [[ \$rest =~ ^([[:blank:]]*)([@=:]+|[^[:blank:]@=:]+) ]]; do
	COMP_WORDS+=("\${BASH_REMATCH[2]}")
	rest=\${rest:\${#BASH_REMATCH[0]}}
done
[[ \$1 != *[[:blank:]] ]] || COMP_WORDS+=('')
COMP_CWORD=\$((\${#COMP_WORDS[@]} - 1))
_pipe && printf '%s\n' "\${COMPREPLY[@]}"
END
cat >in.zsh <<END
compadd() { print -l -- \$found }
_files() { print FILES }
words=(\${(z)1})
[[ \$1 != *' ' ]] || words+=('')
CURRENT=\$#words
fpath=('$ROOT/completions')
autoload -U _pipe
_pipe
END
cat >in.fish <<END
source '$ROOT/completions/pipe.fish'
complete -C "\$argv[1]" | string replace -r '\t.*' ''
true
END

in_bash() { bash --norc ./in.bash "$1"; }
in_zsh() { zsh -f ./in.zsh "$1"; }
in_fish() { fish --no-config ./in.fish "$1"; }

for shell in bash zsh fish; do
	if ! command -v $shell >/dev/null; then
		skip "$shell" $shell
		continue
	fi
	offer=in_$shell
	check_out "$shell: programs" $offer 'pipe acc' <<.
account
.
	check_out "$shell: verbs" $offer 'pipe deal adv' <<.
advance
.
	check_out "$shell: options" $offer 'pipe deal list --list' <<.
--list-columns
.
	check_out "$shell: fields" $offer 'pipe deal set 1 --comp' <<.
--competitor
.
	check_out "$shell: references" $offer 'pipe deal set 1 --owner ' <<.
anna
boris
.
	check_out "$shell: ids" $offer 'pipe deal win ' <<.
1
.
	check_out "$shell: a name leads to its id" $offer \
		'pipe account show Acm' <<.
1
.
	check_out "$shell: an unknown program offers no words" $offer \
		'pipe frobnicate x' <<.
$(case $shell in bash) ;; zsh) echo FILES ;; fish) ;; esac)
.
done

# The part of a word that stands already is not bash's to complete.
if command -v bash >/dev/null; then
	check_out 'bash: behind a colon' in_bash 'pipe deal list stage:nego' <<.
negotiation
.
	check_out 'bash: behind the sign of an option' in_bash \
		'pipe deal set 1 --owner=an' <<.
anna
.
	check_out 'bash: named filters' in_bash 'pipe deal list @st' <<.
stale
.
	check_out 'bash: behind a comma' in_bash 'pipe deal list -c id,comp' <<.
id,competitor
.
	check 'bash: a cursor within the line' bash --norc -c "
		. '$ROOT/completions/pipe.bash'
		COMP_LINE='pipe deal adv 1' COMP_POINT=13 COMP_CWORD=2
		COMP_WORDS=(pipe deal adv 1)
		_pipe && [ \"\${COMPREPLY[*]}\" = advance ]"
	check 'bash: it stands for pipe' bash --norc -c "
		. '$ROOT/completions/pipe.bash'
		complete -p pipe"
fi
for shell in zsh fish; do
	command -v $shell >/dev/null || continue
	check_out "$shell: behind a colon" in_$shell \
		'pipe deal list stage:nego' <<.
stage:negotiation
.
	check_out "$shell: named filters" in_$shell 'pipe deal list @st' <<.
@stale
.
done
if command -v fish >/dev/null; then
	check_out 'fish: descriptions' fish --no-config -c "
		source '$ROOT/completions/pipe.fish'
		complete -C 'pipe deal set 1 --owner a'" <<.
anna	Anna Berg
.
fi
if command -v zsh >/dev/null; then
	check_out 'zsh: descriptions' zsh -f -c "
		compadd() { print -l -- \$shown }
		words=(pipe deal set 1 --owner a) CURRENT=6
		fpath=('$ROOT/completions')
		autoload -U _pipe
		_pipe" <<.
anna  -- Anna Berg
.
fi
finish

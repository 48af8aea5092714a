# bash completion for pipe: asks the programs themselves.
_pipe()
{
	local line=${COMP_LINE:0:COMP_POINT} cur strip=
	local breaks=${COMP_WORDBREAKS//[^:=@]/}
	local -a words reply
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=('')
	cur=${words[-1]}
	mapfile -t reply < <(command "${words[0]}" --complete \
		"${words[@]:1}" 2>/dev/null | cut -f1)
	# bash replaces only what stands behind the last of its word breaks
	if [[ -n $breaks ]]; then
		strip=${cur%"${cur##*["$breaks"]}"}
	fi
	COMPREPLY=("${reply[@]#"$strip"}")
	if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:/=,] ]]; then
		compopt -o nospace 2>/dev/null
	fi
}
complete -o bashdefault -o default -F _pipe pipe

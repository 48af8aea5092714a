# fish completion for pipe: asks the programs themselves.
function __pipe_complete
	set -l words (commandline -opc) (commandline -ct)
	set -l found (command $words[1] --complete $words[2..-1] 2>/dev/null)
	if set -q found[1]
		printf '%s\n' $found
	else
		__fish_complete_path (commandline -ct)
	end
end
complete -c pipe -f -a '(__pipe_complete)'

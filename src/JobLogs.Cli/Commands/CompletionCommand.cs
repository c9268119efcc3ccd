using System.CommandLine;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands;

/// <summary><c>joblogs completion</c>: what a shell asks when Tab is pressed.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _joblogs() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(joblogs "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _joblogs joblogs
        """;

    private const string Zsh = """
        #compdef joblogs
        _joblogs() {
            local words_left="${BUFFER}"
            local -a found
            found=("${(@f)$(joblogs "[suggest:${CURSOR}]" "${words_left}" 2>/dev/null)}")
            compadd -a found
        }
        compdef _joblogs joblogs
        """;

    private const string Fish = """
        complete -c joblogs -f -a '(joblogs "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Writes the completion script of a shell: source <(joblogs completion bash)") { shell };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await Terminal.Out.WriteLineAsync(parsed.GetRequiredValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}

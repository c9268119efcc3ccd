using System.CommandLine;
using JobLogs.Cli.Commands;
using JobLogs.Cli.Commands.Exec;
using JobLogs.Cli.Commands.Jobs;
using JobLogs.Cli.Commands.Keys;
using JobLogs.Cli.Commands.Logs;
using JobLogs.Cli.Commands.Maintenance;
using JobLogs.Cli.Commands.Profiles;
using JobLogs.Cli.Commands.Runs;
using JobLogs.Cli.Commands.Spool;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli;

/// <summary>The whole command line: what there is, and how it ends.</summary>
internal static class CommandLine
{
    /// <summary>Carries out one command.</summary>
    /// <returns>One of <see cref="ExitCodes"/>, or what the command says.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Terminal.Complain(error.Message);
            }

            Terminal.Complain($"'{string.Join(' ', Path(parsed.CommandResult.Command).Prepend("joblogs"))} --help' shows how it is written.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (Exception exception) when (ExitCodes.Of(exception) is { } code)
        {
            if (exception.Message.Length > 0 && code != ExitCodes.Interrupted)
            {
                Terminal.Complain(exception.Message);
            }

            return code;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Reads, follows and searches the logs of scheduled jobs, and logs any command of any crontab.")
        {
            JobsCommands.Create(),
            RunsCommands.Create(),
            LogsCommand.Create(),
            SearchCommand.Create(),
            StatsCommand.Create(),
            ExportCommand.Create(),
            TriggerCommand.Create(),
            CancelCommand.Create(),
            DiffCommand.Create(),
            ExecCommand.Create(),
            SpoolCommands.Create(),
            VerifyCopyCommand.Create(),
            KeysCommands.Create(),
            LoginCommand.Create(),
            LogoutCommand.Create(),
            ProfilesCommand.Create(),
            CompletionCommand.Create(),
        };
        GlobalOptions.AddTo(root);
        RefuseMistypedOptions(root);
        return root;
    }

    // What isn't known as an option would be taken for the name of a job.
    private static void RefuseMistypedOptions(Command command)
    {
        foreach (var argument in command.Name == ExecCommand.Name ? [] : command.Arguments)
        {
            argument.Validators.Add(static result =>
            {
                if (result.Tokens.FirstOrDefault(static token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } mistyped)
                {
                    result.AddError($"'{mistyped.Value}' is no option of this command.");
                }
            });
        }

        foreach (var inner in command.Subcommands)
        {
            RefuseMistypedOptions(inner);
        }
    }

    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } outer and not RootCommand
            ? Path(outer).Append(command.Name)
            : command is RootCommand ? [] : [command.Name];
}

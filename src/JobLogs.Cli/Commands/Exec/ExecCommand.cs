using System.CommandLine;
using JobLogs.Cli.Commands.Spool;
using JobLogs.Cli.Execution;
using JobLogs.Cli.Options;
using JobLogs.Protocol;

namespace JobLogs.Cli.Commands.Exec;

/// <summary><c>joblogs exec --job NAME -- command args</c>.</summary>
internal static class ExecCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "exec";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = new Option<string>("--job", "-j") { Description = "The job that this is a run of; made, of the type external, when there is none", Required = true };
        var noCreate = new Option<bool>("--no-create") { Description = "Don't make the job" };
        var timeout = new Option<int?>("--timeout") { Description = "Seconds after which the command is stopped; the exit code is then 124" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Don't pass on what the command writes" };
        var errorLevel = new Option<string>("--stderr-level") { Description = "The level of what the command writes to standard error", DefaultValueFactory = static _ => "WARNING" };
        errorLevel.Validators.Add(static result =>
        {
            if (result.Tokens is [var token, ..] && !LevelNames.TryParse(token.Value, out _))
            {
                result.AddError($"'{token.Value}' is no level; they are {LevelNames.Known}.");
            }
        });
        var wait = new Option<int>("--wait") { Description = "Seconds to wait at the end until all is at the server", DefaultValueFactory = static _ => 10 };
        var spool = SpoolCommands.Folder();
        var command = new Argument<string[]>("command") { Description = "The command and its arguments, after --", Arity = ArgumentArity.OneOrMore };
        var exec = new Command(Name, "Runs any command as a run of a job, and keeps what it writes; ends with its exit code")
        {
            job, noCreate, timeout, quiet, errorLevel, wait, spool, command,
        };
        exec.SetAction(async (parsed, cancellationToken) =>
        {
            var shipping = SpoolFolder.Shipping(parsed.GetValue(spool));
            shipping.DrainTimeout = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(wait), 0, 3600));
            await using var client = Connection.Open(parsed, shipping);
            var execution = new CommandRun(client, new ExecOptions
            {
                Job = parsed.GetRequiredValue(job),
                Command = parsed.GetRequiredValue(command),
                CreateJob = !parsed.GetValue(noCreate),
                Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                PassesOn = !parsed.GetValue(quiet),
                ErrorLevel = LevelNames.TryParse(parsed.GetRequiredValue(errorLevel), out var level) ? level : JobLogLevel.Warning,
                Spool = shipping.SpoolFolder,
            });
            return await execution.RunAsync(cancellationToken);
        });
        return exec;
    }
}

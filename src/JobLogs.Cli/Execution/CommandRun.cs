using System.ComponentModel;
using System.Text.Json;
using JobLogs.Cli.Output;
using JobLogs.Client;
using JobLogs.Client.Logging.Output;
using JobLogs.Client.Runs;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Cli.Execution;

/// <summary>
/// One command as a run of a job. The command comes first: it is started whatever the server says, and what it writes waits in the
/// spool as long as it must.
/// </summary>
internal sealed class CommandRun(JobLogsClient client, ExecOptions options)
{
    private const int TimedOut = 124;
    private const int NotPermitted = 13;

    /// <summary>Runs the command.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var run = await client.StartRunAsync(
            options.Job, new StartRunOptions { CreateJob = options.CreateJob, Parameters = Parameters(), StartAnyway = true }, cancellationToken);
        await using (run)
        {
            try
            {
                return await WatchAsync(run, cancellationToken);
            }
            catch (Win32Exception exception)
            {
                var code = exception.NativeErrorCode == NotPermitted ? ExitCodes.NotExecutable : ExitCodes.NoSuchCommand;
                var message = code == ExitCodes.NotExecutable
                    ? $"'{options.Command[0]}' may not be executed."
                    : $"There is no command '{options.Command[0]}'.";
                Terminal.Complain(message);
                Tell(run, await run.FailAsync(code == ExitCodes.NotExecutable ? "command_not_executable" : "command_not_found", message));
                return code;
            }
        }
    }

    private async Task<int> WatchAsync(JobRun run, CancellationToken cancellationToken)
    {
        using var child = ChildProcess.Start(options.Command, run.Id);
        using var signals = new SignalForwarder(child);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var unwanted = run.Unwanted.UnsafeRegister(static process => ((ChildProcess)process!).StopSoon(), child);
        var output = PumpAsync(child.Output, Entries(run, "stdout"u8, JobLogLevel.Info), isError: false);
        var errors = PumpAsync(child.Error, Entries(run, "stderr"u8, options.ErrorLevel), isError: true);
        var isLate = !await child.WaitAsync(options.Timeout, cancellationToken);

        // A grandchild that lives on in the background may hold the pipes open for ever.
        await Task.WhenAll(output, errors).WaitAsync(ChildProcess.Grace, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Tell(run, await EndAsync(run, child.ExitCode, isLate));
        return isLate ? TimedOut : child.ExitCode;
    }

    private static OutputEntries Entries(JobRun run, ReadOnlySpan<byte> name, JobLogLevel level) =>
        new(run, new OutputSource(name.ToArray(), level, []), EntryLimits.Default, TimeProvider.System);

    private Task<bool> EndAsync(JobRun run, int exitCode, bool isLate)
    {
        if (isLate)
        {
            return run.TimeOutAsync($"The command took longer than {options.Timeout!.Value.TotalSeconds:0} s and was stopped.");
        }

        return exitCode switch
        {
            0 => run.CompleteAsync("The command ended with exit code 0."),
            > 128 and < 160 => run.FailAsync($"signal_{exitCode - 128}", $"The command was ended by signal {exitCode - 128}."),
            _ => run.FailAsync($"exit_code_{exitCode}", $"The command ended with exit code {exitCode}."),
        };
    }

    private async Task PumpAsync(Stream source, OutputEntries entries, bool isError)
    {
        await using var through = options.PassesOn ? (isError ? Terminal.OpenError() : Terminal.OpenOutput()) : Stream.Null;
        var buffer = new byte[16 * 1024];
        while (await source.ReadAsync(buffer) is > 0 and var read)
        {
            entries.Take(buffer.AsSpan(0, read));
            try
            {
                await through.WriteAsync(buffer.AsMemory(0, read));
            }
            catch (IOException)
            {
                // Whoever read it is gone; the log goes on.
            }
        }

        entries.Complete();
    }

    private JsonElement Parameters()
    {
        var parameters = new Dictionary<string, JsonElement>
        {
            ["command"] = JsonSerializer.SerializeToElement([.. options.Command], JsonTypes.Wire.StringArray),
            ["host"] = JsonSerializer.SerializeToElement(Environment.MachineName, JsonTypes.Wire.String),
            ["user"] = JsonSerializer.SerializeToElement(Environment.UserName, JsonTypes.Wire.String),
        };
        return JsonSerializer.SerializeToElement(parameters, JsonTypes.Wire.DictionaryStringJsonElement);
    }

    private void Tell(JobRun run, bool isDelivered)
    {
        var shipping = run.Shipping;
        if (!isDelivered && run.SpoolTrouble is { } trouble)
        {
            Terminal.Complain($"Not all came to the server ({shipping.LastError ?? "there was not enough time"}). The spool in {options.Spool} can't be used: {trouble} What it took before, if anything, is sent by the next 'joblogs exec' or by 'joblogs spool send'.");
        }
        else if (!isDelivered)
        {
            Terminal.Complain($"Not all is at the server yet ({shipping.LastError ?? "there was not enough time"}). It is kept in {options.Spool}, and sent by the next 'joblogs exec' or by 'joblogs spool send'.");
        }

        if (shipping.Refused + shipping.Rejected + shipping.Expired is > 0 and var lost)
        {
            Terminal.Complain($"{lost} entries of this run could not be kept: {shipping.Refused} found queue and spool full, {shipping.Rejected} were rejected by the server, {shipping.Expired} were given up.");
        }
    }
}

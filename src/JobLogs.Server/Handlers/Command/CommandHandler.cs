using System.Text;
using JobLogs.Client.Logging.Output;
using JobLogs.Protocol;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.Command;

/// <summary>Runs jobs of the type <c>command</c>: a program without a shell, whose output lines become entries.</summary>
internal sealed class CommandHandler(CommandOptions options, TimeProvider time) : IJobHandler
{
    private const string Step = "command";
    private const int FirstSignal = 128;
    private const int LastSignal = 160;

    /// <inheritdoc />
    public string Type => "command";

    /// <inheritdoc />
    public void Check(JsonFields parameters)
    {
        CommandRequest.Read(parameters, options);
        parameters.RefuseUnknown();
    }

    /// <inheritdoc />
    public async Task ExecuteAsync(JobContext context)
    {
        var request = HandlerParameters.Of(context, fields => CommandRequest.Read(fields, options));
        using var step = context.BeginStep(Step);
        try
        {
            await RunAsync(request, context);
        }
        catch (JobFailedException)
        {
            step.Fail();
            throw;
        }
    }

    private async Task RunAsync(CommandRequest request, JobContext context)
    {
        var begin = time.GetTimestamp();
        CommandLog.Begins(context.Logger, Path.GetFileName(request.Program), request.Program, request.Arguments.Count, request.WorkingDirectory);
        using var process = CommandProcess.Start(request, CommandEnvironment.Of(request, context));
        using var output = new CommandOutput(
            process, Entries(context, "stdout"u8, JobLogLevel.Info), Entries(context, "stderr"u8, request.ErrorLevel));
        var isStopped = !await process.WaitAsync(context.CancellationToken);
        if (isStopped)
        {
            CommandLog.Stops(context.Logger, process.Id, options.StopTime.TotalSeconds);
            if (await process.StopAsync(options.StopTime, time) is > 0 and var left)
            {
                CommandLog.CannotStop(context.Logger, left, "command_not_stopped");
            }
        }

        await output.FinishAsync();
        if (output.IsHeldOpen)
        {
            CommandLog.HeldOpen(context.Logger, "output_held_open");
        }

        if (isStopped)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
        }

        End(request, context, process.ExitCode, output, time.MillisecondsSince(begin));
    }

    private static void End(CommandRequest request, JobContext context, int code, CommandOutput output, long milliseconds)
    {
        context.Metric("exit_code", code);
        if (request.SuccessExitCodes.Contains(code))
        {
            CommandLog.Ends(context.Logger, code, output.OutputBytes, output.ErrorBytes, milliseconds);
            return;
        }

        var isSignal = code is > FirstSignal and < LastSignal;
        var errorCode = isSignal ? $"signal_{code - FirstSignal}" : $"exit_code_{code}";
        CommandLog.Fails(context.Logger, code, output.OutputBytes, output.ErrorBytes, errorCode, milliseconds);
        throw new JobFailedException(errorCode, isSignal
            ? $"The command was ended by signal {code - FirstSignal}."
            : $"The command ended with exit code {code}; success is {string.Join(", ", request.SuccessExitCodes)}.");
    }

    private OutputEntries Entries(JobContext context, ReadOnlySpan<byte> name, JobLogLevel level) =>
        new(context.Entries, new OutputSource(name.ToArray(), level, Encoding.UTF8.GetBytes(Step)), context.EntryLimits, time);
}

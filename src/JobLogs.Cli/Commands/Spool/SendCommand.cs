using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Runs;

namespace JobLogs.Cli.Commands.Spool;

/// <summary><c>joblogs spool send</c>.</summary>
internal static class SendCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = SpoolCommands.Folder();
        var wait = new Option<int>("--wait") { Description = "Seconds to go on trying while the server is away", DefaultValueFactory = static _ => 60 };
        var command = new Command("send", "Sends what was kept, now") { folder, wait };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed, SpoolFolder.Shipping(parsed.GetValue(folder)));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(wait)));
            SpoolDelivery? last = null;
            using (var bar = new ProgressBar("Sending", TimeProvider.System))
            {
                try
                {
                    last = await client.DeliverSpoolAsync(new Reported(now =>
                    {
                        last = now;
                        bar.Report(now.BytesDone, now.Bytes, Texts.Bytes);
                    }), patience.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    // Said below.
                }
            }

            await Terminal.Out.WriteLineAsync(last is null or { Runs: 0 } ? "Nothing was left to send." : $"{last.RunsDone} of {last.Runs} runs, {last.Entries} entries sent.");
            await Terminal.Out.FlushAsync(cancellationToken);
            if (last is null || last.RunsDone == last.Runs)
            {
                return ExitCodes.Ok;
            }

            Terminal.Complain($"The rest is kept. {last.LastError ?? "There was not enough time; --wait gives more."}");
            return ExitCodes.Unreachable;
        });
        return command;
    }

    /// <summary>Told on the thread that reports, in order.</summary>
    private sealed class Reported(Action<SpoolDelivery> report) : IProgress<SpoolDelivery>
    {
        public void Report(SpoolDelivery value) => report(value);
    }
}

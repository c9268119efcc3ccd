using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Comparisons;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs diff</c>.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = RunsCommands.Run();
        var other = new Argument<string?>("base")
        {
            Description = "The run to compare with; the last of the job that completed before, when left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("diff", "Shows what was different in a run from another: steps, messages, where it went another way, metrics") { run, other };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var comparison = await client.Runs.DiffAsync(parsed.GetRequiredValue(run), parsed.GetValue(other), cancellationToken);
            Write(comparison, parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }

    private static void Write(RunComparison comparison, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                Json.Write(comparison, ComparisonsJsonContext.Wire.RunComparison);
                break;
            case OutputFormat.Csv:
                ComparisonTables.Of(comparison).Write(format);
                break;
            default:
                ComparisonPrinter.Write(comparison, Terminal.Out);
                break;
        }
    }
}

using System.CommandLine;
using JobLogs.Client.Http;
using JobLogs.Protocol.Ids;

namespace JobLogs.Cli.Options;

/// <summary>Whose log: a job by id or name, a run by its id, or all jobs when nothing is named.</summary>
internal static class SourceArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string?> Create() => new("job-or-run")
    {
        Description = "A job by id or name, or a run by its id run_…; all jobs when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>What it says.</summary>
    public static LogSource Read(string? text) => text is null
        ? LogSource.All
        : RunIdText.TryParse(text, out _) ? LogSource.Run(text) : LogSource.Job(text);
}

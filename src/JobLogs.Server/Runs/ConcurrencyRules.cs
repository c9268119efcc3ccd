using JobLogs.Protocol.Ids;
using JobLogs.Storage.Commands;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>What becomes of a new run while others of its job are not over, by the job's <c>concurrency</c>.</summary>
internal sealed class ConcurrencyRules(IOptions<RunsOptions> options)
{
    /// <summary>The words that a job may have, the default first.</summary>
    public static IReadOnlyList<string> Words { get; } = ["skip", "queue", "allow", "replace"];

    /// <summary>The rule of a job.</summary>
    public BusyRule Of(string concurrency) => concurrency switch
    {
        "queue" => Rule(BusyAction.Wait, concurrency) with { Most = options.Value.MaxQueuedRunsPerJob + 1 },
        "allow" => Rule(BusyAction.Begin, concurrency) with { Most = options.Value.MaxParallelRunsPerJob },
        "replace" => Rule(BusyAction.Replace, concurrency),
        _ => Rule(BusyAction.Skip, concurrency),
    };

    /// <summary>
    /// The rule of occurrences that are made up for one by one: they wait for each other whatever the job's concurrency. With <c>skip</c>
    /// or <c>replace</c> all but one of them would be lost at once, with <c>allow</c> they would all begin at once.
    /// </summary>
    /// <param name="most">How many are made up for at once.</param>
    public BusyRule OfMissed(int most) => new(BusyAction.Wait, "misfire: all", run => RunIdText.ToText(run.Number)) { Most = options.Value.MaxQueuedRunsPerJob + most };

    private static BusyRule Rule(BusyAction action, string concurrency) => new(action, $"concurrency: {concurrency}", run => RunIdText.ToText(run.Number));
}

using System.Buffers;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Comparisons;

/// <summary>Says what was different in a run from another.</summary>
internal sealed class RunComparer(ILogStore logs, IRunStore runs, TimeProvider time, IOptions<ComparisonsOptions> options)
{
    private const int MostSteps = 10_000;
    private const int MostRunsSearched = 100;

    /// <summary>The last run of the same job that completed before this one began; null when there is none.</summary>
    public async ValueTask<Run?> FindBaseAsync(Run run, CancellationToken cancellationToken)
    {
        var query = new RunQuery { Job = run.Job, Statuses = [RunStatus.Completed], EndMicros = run.CreatedAt, Limit = MostRunsSearched };
        var earlier = await runs.ListAsync(query, cancellationToken);
        return earlier.Items.FirstOrDefault(other => other.Id != run.Id);
    }

    /// <summary>Compares two runs.</summary>
    public async ValueTask<RunComparison> CompareAsync(Run run, Run @base, CancellationToken cancellationToken)
    {
        var now = time.NowMicros();
        var here = await RunPatterns.ReadAsync(logs, run, options.Value, cancellationToken);
        var there = await RunPatterns.ReadAsync(logs, @base, options.Value, cancellationToken);
        var patterns = new PatternComparison(here, there);
        return new RunComparison
        {
            Run = Document(run, here, now),
            Base = Document(@base, there, now),
            Steps = StepComparison.Of(
                (await runs.StepsAsync(run.Id, 0, MostSteps, cancellationToken)).Items,
                (await runs.StepsAsync(@base.Id, 0, MostSteps, cancellationToken)).Items,
                now),
            Patterns = new PatternDifferences
            {
                New = await DocumentsAsync(patterns.New, run, @base, cancellationToken),
                Missing = await DocumentsAsync(patterns.Missing, run, @base, cancellationToken),
                Changed = await DocumentsAsync(patterns.Changed, run, @base, cancellationToken),
                Common = patterns.Common,
            },
            FirstDivergence = await DocumentAsync(Divergences.Find(here, there), run, cancellationToken),
            Metrics = Metrics(
                await runs.MetricSummaryAsync(run.Id, cancellationToken), await runs.MetricSummaryAsync(@base.Id, cancellationToken)),
        };
    }

    private static ComparedRun Document(Run run, RunPatterns patterns, long now)
    {
        var document = RunDocuments.Of(run, now);
        return new ComparedRun(
            document.Id, document.JobId, document.Status, document.StartedAt, document.DurationMs, document.Counts, document.Entries, patterns.Entries);
    }

    private async ValueTask<IReadOnlyList<PatternDifference>> DocumentsAsync(
        IReadOnlyList<PatternComparison.Pair> pairs, Run run, Run @base, CancellationToken cancellationToken)
    {
        var documents = new List<PatternDifference>(pairs.Count);
        foreach (var (key, here, there) in pairs)
        {
            var first = here is not null
                ? await EntryAsync(run.Job, here.FirstSeq, cancellationToken)
                : await EntryAsync(@base.Job, there!.FirstSeq, cancellationToken);

            // Clean-up may have removed it just now.
            if (first is not null)
            {
                documents.Add(new PatternDifference(
                    key.Pattern, LevelNames.ToText((JobLogLevel)key.Level), key.Step, here?.Count ?? 0, there?.Count ?? 0, first));
            }
        }

        return documents;
    }

    private async ValueTask<Divergence?> DocumentAsync(FoundDivergence? found, Run run, CancellationToken cancellationToken) => found is null
        ? null
        : new Divergence(
            await EntryAsync(run.Job, found.Seq, cancellationToken), await EntryAsync(run.Job, found.AfterSeq, cancellationToken), found.Expected);

    private async ValueTask<LogEntry?> EntryAsync(JobId job, long seq, CancellationToken cancellationToken)
    {
        using var found = seq == 0 ? null : await logs.FindAsync(job, seq, cancellationToken);
        if (found is null)
        {
            return null;
        }

        var json = new ArrayBufferWriter<byte>();
        EntryWire.Write(json, found[0]);
        return JsonSerializer.Deserialize(json.WrittenSpan, EntriesJsonContext.Default.LogEntry);
    }

    private static IReadOnlyList<MetricDifference> Metrics(IReadOnlyList<MetricSummary> run, IReadOnlyList<MetricSummary> @base) =>
    [
        .. run.Concat(@base).Select(static metric => metric.Name).Distinct(StringComparer.Ordinal).Select(name => new MetricDifference(
            name, Summary(run, name), Summary(@base, name))),
    ];

    private static MetricSummaryDocument? Summary(IReadOnlyList<MetricSummary> metrics, string name) =>
        metrics.FirstOrDefault(metric => metric.Name == name) is { } summary ? RunDocuments.Of(summary) : null;
}

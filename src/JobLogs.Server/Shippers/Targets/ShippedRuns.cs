using System.Collections.Concurrent;
using System.Text.Json;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Jobs;
using JobLogs.Server.Runs;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Shippers.Targets;

/// <summary>
/// Finds the run that shipped entries go to, and opens one where there is none. A job's entries without a key go to its open
/// run; those with a key to the run that was opened for that key, also when it is over.
/// </summary>
internal sealed class ShippedRuns(
    Addresses addresses, IRunStore runs, JobChanges jobs, RunStarter starter, IOptions<ShippersOptions> options) : IDisposable
{
    // Late entries of a key are looked for among so many of the job's newest runs.
    private const int MostRunsSearched = 200;
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(JobId Job, string? Key), RunId> _known = new();
    private readonly SemaphoreSlim _opening = new(1, 1);

    /// <summary>The run, or why there is none.</summary>
    /// <param name="create">Whether a job that doesn't exist is made, by its name.</param>
    public async ValueTask<(RunId Run, Problem? Problem)> FindAsync(ShipTarget target, bool create, CancellationToken cancellationToken)
    {
        if (target.Run is { } id)
        {
            return await addresses.FindRunAsync(id, cancellationToken) is { } run ? (run.Id, null) : (default, Problems.UnknownRun(id));
        }

        var (job, problem) = await FindJobAsync(target.Job!, create, cancellationToken);
        if (job is null)
        {
            return (default, problem);
        }

        if (await RememberedAsync(job.Id, target.Key, cancellationToken) is { } known)
        {
            return (known, null);
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return await RememberedAsync(job.Id, target.Key, cancellationToken) is { } meanwhile
                ? (meanwhile, null)
                : await FindOrOpenAsync(job, target.Key, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _opening.Dispose();

    private async ValueTask<(Job? Job, Problem? Problem)> FindJobAsync(string text, bool create, CancellationToken cancellationToken)
    {
        var job = await addresses.FindJobAsync(text, cancellationToken);
        if (job is null && create)
        {
            if (JsonWords.NameFault(text, 255) is { } fault)
            {
                return (null, Problems.BadValue("job", fault));
            }

            var made = await jobs.CreateAsync(new JobDefinition { Name = text, Type = HandlerRegistry.External });

            // Somebody else may have made it just now.
            job = made.Job ?? await addresses.FindJobAsync(text, cancellationToken);
        }

        return job switch
        {
            null => (null, Problems.UnknownJob(text)),
            { Definition.Type: not HandlerRegistry.External } => (null, Problems.Conflict(
                ProblemCodes.JobNotExternal,
                $"The job '{job.Definition.Name}' is of the type {job.Definition.Type}: the server executes it, and its handler writes its log. Ship to a job of the type external, or to one of its runs by the run's id.")),
            _ => (job, null),
        };
    }

    /// <summary>The run that was used last, unless it is over (with a key: or gone).</summary>
    private async ValueTask<RunId?> RememberedAsync(JobId job, string? key, CancellationToken cancellationToken) =>
        _known.TryGetValue((job, key), out var id)
        && await runs.FindAsync(id, cancellationToken) is { } run
        && (key is not null || !run.Status.IsFinal())
            ? id
            : null;

    private async ValueTask<(RunId Run, Problem? Problem)> FindOrOpenAsync(Job job, string? key, CancellationToken cancellationToken)
    {
        var run = await StoredAsync(job.Id, key, cancellationToken);
        if (run is null)
        {
            var opened = await starter.OpenShippedAsync(job, Parameters(key), options.Value.SilenceSeconds, Reason(key));
            if (opened.Run is null)
            {
                return (default, opened.Problem);
            }

            // Another server may have opened one at the same moment: all go on with the first, and the other ends by itself.
            run = await StoredAsync(job.Id, key, cancellationToken) ?? opened.Run;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[(job.Id, key)] = run.Id;
        return (run.Id, null);
    }

    /// <summary>The oldest run that was opened for this key; without a key, the oldest that is open.</summary>
    private async ValueTask<Run?> StoredAsync(JobId job, string? key, CancellationToken cancellationToken)
    {
        var newest = await runs.ListAsync(
            new RunQuery { Job = job, Statuses = key is null ? [RunStatus.Running] : null, Limit = MostRunsSearched }, cancellationToken);
        return newest.Items.LastOrDefault(run => run.Trigger == RunTrigger.Shipper && KeyOf(run) == key);
    }

    private static string Reason(string? key) => key is null
        ? "A log shipper sent entries of this job, and no run was open for them."
        : $"A log shipper sent entries of '{key}'.";

    private static string Parameters(string? key)
    {
        if (key is null)
        {
            return "{}";
        }

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString(TargetKeys.Key, key);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static string? KeyOf(Run run) =>
        JsonElement.Parse(run.Parameters) is { ValueKind: JsonValueKind.Object } parameters
        && parameters.TryGetProperty(TargetKeys.Key, out var key)
            ? key.GetString()
            : null;
}

using System.Net;
using JobLogs.Client.Http;
using JobLogs.Protocol.Problems;
using JobLogs.Protocol.Runs;

namespace JobLogs.Client.Shipping;

/// <summary>
/// Makes the run that an outbox is for, once. An answer that was lost leaves it open whether the run is there; so the run carries
/// an id of ours in its parameters, and is looked for before the server is asked again, by us or by a process after us.
/// </summary>
internal sealed class RunMaker(ApiConnection api)
{
    /// <summary>The parameter that has our id.</summary>
    public const string StartId = "start_id";

    private const int Page = 200;
    private static readonly TimeSpan ClockDifference = TimeSpan.FromHours(1);

    private readonly RunOperations _runs = new(api);
    private readonly JobOperations _jobs = new(api);

    /// <summary>The run's id; made where it isn't there yet.</summary>
    public async Task<string> MakeAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        if (store.Manifest.RunId is { } known)
        {
            return known;
        }

        var run = store.WasAskedFor ? await FindAsync(store.Manifest, cancellationToken).ConfigureAwait(false) : null;
        if (run is null)
        {
            store.WasAskedFor = true;
            run = await StartAsync(store.Manifest, cancellationToken).ConfigureAwait(false);
        }

        store.Learn(run);
        return run;
    }

    private async Task<string> StartAsync(OutboxManifest manifest, CancellationToken cancellationToken)
    {
        var request = new ExternalRunRequest { LeaseSeconds = manifest.LeaseSeconds, Parameters = manifest.Parameters };
        try
        {
            return (await _runs.StartAsync(manifest.Job!, request, cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (JobLogsException refusal) when (manifest.CreateJob && refusal is { Code: ProblemCodes.NotFound, Problem: not null })
        {
            await MakeJobAsync(manifest.Job!, cancellationToken).ConfigureAwait(false);
            return (await _runs.StartAsync(manifest.Job!, request, cancellationToken).ConfigureAwait(false)).Id;
        }
    }

    private async Task MakeJobAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await _jobs.CreateAsync(new JobRequest { Name = name, Type = "external" }, cancellationToken).ConfigureAwait(false);
        }
        catch (JobLogsException refusal) when (refusal.Code == ProblemCodes.NameTaken)
        {
            // Somebody else made it at the same time.
        }
        catch (JobLogsException refusal) when (refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new JobLogsException(
                refusal.Code,
                $"There is no job '{name}', and this key may not make one ({refusal.Message.TrimEnd('.')}). Let somebody who may do it: joblogs jobs create '{name}' --type external",
                refusal)
            { Status = refusal.Status };
        }
    }

    private async Task<string?> FindAsync(OutboxManifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            for (var skip = 0; ; skip += Page)
            {
                var page = await _runs.ListAsync(manifest.Job, startTime: manifest.StartedAt - ClockDifference, skip: skip, limit: Page, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (page.Runs.FirstOrDefault(run => StartIdOf(run) == manifest.Id) is { } found)
                {
                    return found.Id;
                }

                if (!page.HasMore)
                {
                    return null;
                }
            }
        }
        catch (JobLogsException refusal) when (refusal is { Code: ProblemCodes.NotFound, Problem: not null })
        {
            return null;
        }
    }

    private static string? StartIdOf(RunDocument run) =>
        run.Parameters.ValueKind == System.Text.Json.JsonValueKind.Object
        && run.Parameters.TryGetProperty(StartId, out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String
            ? id.GetString()
            : null;
}

using JobLogs.Protocol.Maintenance;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Copies.Verifying;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies;

/// <summary>What is said of the copy to people and programs.</summary>
/// <param name="copy">The copy; null when the server has none.</param>
/// <param name="watch">What the feeder knows; null when the server has none.</param>
/// <param name="verifier">What compares the copy with the database; null when the server has none.</param>
internal sealed class CopyReport(ILogCopy? copy, CopyWatch? watch, CopyVerifier? verifier, TimeProvider time)
{
    /// <summary>Everything is as it should be.</summary>
    public const string Healthy = "healthy";

    private const double LateSeconds = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the server has a copy.</summary>
    public bool IsEnabled => watch is not null;

    /// <summary>How the copy is; asks its server, and waits for it a few seconds at most.</summary>
    public async ValueTask<ElasticsearchStatus> DescribeAsync(CancellationToken cancellationToken)
    {
        if (copy is null || watch is null)
        {
            return new ElasticsearchStatus(Enabled: false);
        }

        var standing = await watch.LookAsync(cancellationToken);
        var (description, trouble) = await AskAsync(copy, cancellationToken);
        var (status, detail) = Judge(standing, trouble ?? watch.Trouble);
        return new ElasticsearchStatus(Enabled: true)
        {
            Status = status,
            Detail = detail,
            Product = description?.Product,
            Version = description?.Version,
            Health = description?.Health,
            NodesAnswering = description?.Nodes.Answering,
            Nodes = description?.Nodes.Listed,
            Documents = description?.Documents,
            SizeBytes = description?.SizeBytes,
            Position = standing.State is { Position: >= 0 } state ? state.Position : null,
            LagCommits = standing.Commits,
            LagSeconds = standing.Seconds(time.NowMicros()),
            DeadLetters = standing.DeadLetters,
            FedBy = standing.State?.LeaseUntil >= time.NowMicros() ? standing.State.Owner : null,
            MovedAt = Wire.Time(standing.State?.MovedAt),
            Verification = verifier?.Present is { } report ? new VerificationProgress(report.EntriesRead, report.EntriesHeld) : null,
        };
    }

    /// <summary>How the copy is, from what is known without asking; null when the server has none.</summary>
    public (string Status, string? Detail)? Check() =>
        watch is null ? null : Judge(watch.Standing, watch.Trouble);

    private (string Status, string? Detail) Judge(CopyStanding? standing, CopyTrouble? trouble)
    {
        if (trouble is not null)
        {
            return ("down", trouble.Text);
        }

        var seconds = standing?.Seconds(time.NowMicros()) ?? 0;
        return standing switch
        {
            null => (Healthy, null),
            { State: not { Position: >= 0 } } => ("rebuilding", "It is being emptied, to be made anew."),
            { DeadLetters: > 0 } => ("incomplete", $"It refuses {standing.DeadLetters} items; GET /api/stores/elasticsearch/dead-letters says why."),
            _ when seconds > LateSeconds => ("behind", $"It lacks what was committed in the last {seconds:F0} s."),
            _ => (Healthy, null),
        };
    }

    private static async ValueTask<(CopyDescription? Description, CopyTrouble? Trouble)> AskAsync(ILogCopy copy, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return (await copy.DescribeAsync(patience.Token), null);
        }
        catch (StoreUnavailableException unavailable)
        {
            return (null, new CopyTrouble(unavailable.Code, unavailable.Message));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new CopyTrouble(ProblemCodes.CopyUnavailable, $"It didn't answer within {Patience.TotalSeconds} s."));
        }
    }
}

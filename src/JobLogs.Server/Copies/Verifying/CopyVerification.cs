using System.Globalization;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Maintenance;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies.Verifying;

/// <summary>Verifies the copy when it is asked for, one verification at a time, and says what was found.</summary>
internal sealed class CopyVerification(CopyVerifier verifier, CopyWatch watch) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Compares one job, or everything.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The database or the copy doesn't answer.</exception>
    public async ValueTask<CopyVerificationDocument> RunAsync(JobId? job, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var report = await verifier.VerifyAsync(job, cancellationToken);
            var standing = await watch.LookAsync(cancellationToken);
            return new CopyVerificationDocument(
                report.DifferenceCount == 0 ? "identical" : "different",
                report.Position,
                standing.Commits,
                report.Jobs,
                report.Runs,
                report.Entries,
                report.DifferenceCount,
                [.. report.Differences.Select(Document)]);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private static RunDifference Document(FoundDifference difference) => new(
        JobIdText.ToText(difference.Job.Number),
        RunIdText.ToText(difference.Run.Number),
        Document(difference.Database),
        Document(difference.Copy),
        difference.DeadLetters);

    private static RunContents Document(RunHoldings holdings) =>
        new(holdings.Entries, holdings.Hash.ToString("x16", CultureInfo.InvariantCulture), holdings.StatusChanges, holdings.Metrics);
}

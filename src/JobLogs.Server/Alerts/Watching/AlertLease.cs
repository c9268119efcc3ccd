using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>This server's right to watch and to tell: kept in the database, for a time, and told by a token that a late owner doesn't have.</summary>
internal sealed class AlertLease(IStoreQueue queue, ServerName server, IOptions<AlertsOptions> options, IOptions<RunsOptions> runs, TimeProvider time)
{
    private readonly TimeSpan _length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
    private volatile object? _token;
    private long _renewedAt;

    /// <summary>The token; null while another server has it, as far as is known.</summary>
    public int? Token => (int?)_token;

    /// <summary>The end of a lease that is renewed now.</summary>
    public long Until => time.NowMicros() + (long)_length.TotalMicroseconds;

    /// <summary>Whether a third of it has passed.</summary>
    public bool IsToBeRenewed => time.GetElapsedTime(_renewedAt) >= _length / 3;

    /// <summary>Takes it up; null while another server has it.</summary>
    public async ValueTask<AlertsLease?> TakeAsync(CancellationToken cancellationToken)
    {
        var lease = await queue.SubmitAsync(new LeaseAlerts(server.Text, Until) { IsOnlyServer = runs.Value.IsOnlyServer }, cancellationToken);
        _token = lease.Refusal == Refusal.None ? lease.Lease!.FencingToken : null;
        Renewed();
        return _token is null ? null : lease.Lease;
    }

    /// <summary>It was renewed by the way.</summary>
    public void Renewed() => _renewedAt = time.GetTimestamp();

    /// <summary>It is another server's, or nobody knows.</summary>
    public void Lose() => _token = null;

    /// <summary>Gives it back, so that another server need not wait until it has run out.</summary>
    public async ValueTask GiveBackAsync(CancellationToken cancellationToken)
    {
        if (_token is not null)
        {
            Lose();
            await queue.SubmitAsync(new LeaseAlerts(server.Text, null), cancellationToken);
        }
    }
}

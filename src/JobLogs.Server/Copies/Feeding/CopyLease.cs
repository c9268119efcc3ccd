using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>This server's right to feed the copy: kept in the database, for a time, and told by a token that a late owner doesn't have.</summary>
internal sealed class CopyLease(
    IStoreQueue queue, ServerName server, IOptions<CopiesOptions> options, IOptions<RunsOptions> runs, TimeProvider time)
{
    private readonly TimeSpan _length = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
    private long _renewedAt;

    /// <summary>The token; null while another server has it, as far as is known.</summary>
    public int? Token { get; private set; }

    private long Until => time.NowMicros() + (long)_length.TotalMicroseconds;

    /// <summary>Takes the feeding up; null while another server has it.</summary>
    public async ValueTask<CopyState?> TakeAsync(CancellationToken cancellationToken)
    {
        var lease = await queue.SubmitAsync(
            new LeaseCopy(KnownCopies.Elasticsearch, server.Text, Until) { IsOnlyServer = runs.Value.IsOnlyServer }, cancellationToken);
        Token = lease.Refusal == Refusal.None ? lease.State!.FencingToken : null;
        _renewedAt = time.GetTimestamp();
        return Token is null ? null : lease.State;
    }

    /// <summary>Renews it when a third of it has passed. To be called before each thing that is done to the copy.</summary>
    /// <exception cref="CopyLeaseLostException">It is another server's.</exception>
    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_renewedAt) < _length / 3)
        {
            return;
        }

        var before = Token;
        await TakeAsync(cancellationToken);
        Require(Token is not null && Token == before);
    }

    /// <summary>Notes what the copy has; renews it by that.</summary>
    /// <exception cref="CopyLeaseLostException">It is another server's.</exception>
    public async ValueTask AdvanceAsync(CopyProgress progress, CancellationToken cancellationToken)
    {
        var advance = await queue.SubmitAsync(
            new AdvanceCopy(KnownCopies.Elasticsearch, Token ?? 0, progress.Position)
            {
                LeaseUntil = Until,
                Refused = progress.Refused,
                Settled = progress.Settled,
                Replayed = progress.Replayed,
            },
            cancellationToken);
        _renewedAt = time.GetTimestamp();
        Require(advance.Refusal == Refusal.None);
    }

    /// <summary>Lets the copy be made anew; whoever takes it up next empties it first.</summary>
    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        Token = null;
        await queue.SubmitAsync(new ResetCopy(KnownCopies.Elasticsearch), cancellationToken);
    }

    /// <summary>Gives it back, so that another server need not wait until it has run out.</summary>
    public async ValueTask GiveBackAsync(CancellationToken cancellationToken)
    {
        if (Token is not null)
        {
            Token = null;
            await queue.SubmitAsync(new LeaseCopy(KnownCopies.Elasticsearch, server.Text, null), cancellationToken);
        }
    }

    /// <summary>Goes on only while it is this server's.</summary>
    /// <exception cref="CopyLeaseLostException">It is another server's.</exception>
    public void Require(bool held)
    {
        if (!held)
        {
            Token = null;
            throw new CopyLeaseLostException();
        }
    }
}

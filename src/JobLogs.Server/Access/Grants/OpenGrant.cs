using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Grants;

/// <summary>A stream that a session or a ticket has opened.</summary>
internal sealed class OpenGrant : IDisposable
{
    private readonly OpenGrants _all;
    private readonly CancellationTokenSource _ended;

    public OpenGrant(OpenGrants all, Grant grant, CancellationToken keyEnded)
    {
        _all = all;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(keyEnded);
        Grant = grant;
        Ended = _ended.Token;
    }

    /// <summary>The session or ticket.</summary>
    public Grant Grant { get; }

    /// <summary>Cancelled when it, or its key, has ended.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream is over already.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _all.Close(this);
        _ended.Dispose();
    }
}

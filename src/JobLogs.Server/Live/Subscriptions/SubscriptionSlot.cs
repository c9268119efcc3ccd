using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>
/// The place for a stream's subscription: empty, wanted, or begun. When the store fails in between, what was wanted is still
/// wanted, and what was begun goes on from its position.
/// </summary>
internal sealed class SubscriptionSlot(StreamSources sources, LogScope scope, FrameKind kind, Signal signal) : IDisposable
{
    private SubscriptionRequest? _wanted;
    private Subscription? _subscription;

    /// <summary>Where the subscription stands; null when there is none.</summary>
    public Place? Position => _subscription?.Position;

    /// <summary>When the reader is due a checkpoint, as a timestamp of the time provider.</summary>
    public long CheckpointDueAt => _subscription?.CheckpointDueAt ?? long.MaxValue;

    /// <summary>Puts a subscription in place of the one there is.</summary>
    public void Replace(SubscriptionRequest request)
    {
        Clear();
        _wanted = request;
    }

    /// <summary>Ends the subscription.</summary>
    public void Clear()
    {
        _wanted = null;
        _subscription?.Dispose();
        _subscription = null;
    }

    /// <summary>Begins what is wanted: finds where it stands.</summary>
    /// <returns>Whether it was begun by this call.</returns>
    public async ValueTask<bool> StartAsync(CancellationToken cancellationToken)
    {
        if (_wanted is not { } request)
        {
            return false;
        }

        var subscription = new Subscription(sources, scope, kind, request, signal);
        try
        {
            await subscription.StartAsync(cancellationToken);
            _subscription = subscription;
            _wanted = null;
            return true;
        }
        finally
        {
            if (_wanted is not null)
            {
                subscription.Dispose();
            }
        }
    }

    /// <summary>Writes the message that says what the subscription is.</summary>
    /// <param name="onlyRemoved">Only when clean-up removed something after the reader's place.</param>
    public async ValueTask IntroduceAsync(FrameBuffer output, bool onlyRemoved, CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription && (!onlyRemoved || subscription.RemovedThrough is not null))
        {
            await SubscribedJson.WriteAsync(sources, subscription, output, scope, cancellationToken);
        }
    }

    /// <summary>Reads on.</summary>
    public ValueTask<Progress> AdvanceAsync(FrameBuffer output, CancellationToken cancellationToken) =>
        _subscription is { } subscription ? subscription.AdvanceAsync(output, cancellationToken) : ValueTask.FromResult(Progress.UpToDate);

    /// <summary>How many entries and events were written since it was last asked.</summary>
    public int TakeCount() => _subscription?.Outbox.TakeCount() ?? 0;

    /// <summary>Gives memory back while there is nothing to send.</summary>
    public void Rest() => _subscription?.Outbox.Rest();

    /// <inheritdoc />
    public void Dispose() => Clear();
}

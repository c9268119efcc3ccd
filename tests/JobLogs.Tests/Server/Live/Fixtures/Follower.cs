using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>A subscription with what it was told so far.</summary>
internal sealed class Follower(LiveHouse house, LogScope scope, SubscriptionRequest request) : IDisposable
{
    private readonly FrameBuffer _output = new();
    private readonly Subscription _subscription = new(house.Sources, scope, FrameKinds.WebSocket(scope), request, new Signal());
    private bool _started;

    public List<Message> Messages { get; } = [];

    public List<string> Types => [.. Messages.Select(message => message.Type)];

    public List<string> Logs => [.. Messages.Where(message => message.Type == "log").Select(message => message.Text)];

    public string? LastCursor => Messages.LastOrDefault(message => message.Cursor is not null)?.Cursor;

    public Subscription Subscription => _subscription;

    /// <summary>Takes one step.</summary>
    public async Task<Progress> StepAsync()
    {
        if (!_started)
        {
            await _subscription.StartAsync(CancellationToken.None);
            _started = true;
        }

        var progress = await _subscription.AdvanceAsync(_output, CancellationToken.None);
        Messages.AddRange(Message.ParseFrames(_output.Span));
        _output.Clear();
        return progress;
    }

    /// <summary>Reads until there is no more.</summary>
    public async Task<Progress> ReadAsync()
    {
        for (var step = 0; step < 10_000; step++)
        {
            if (await StepAsync() is var progress && progress != Progress.More)
            {
                return progress;
            }
        }

        throw new InvalidOperationException("The subscription never comes to an end.");
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _output.Dispose();
    }
}

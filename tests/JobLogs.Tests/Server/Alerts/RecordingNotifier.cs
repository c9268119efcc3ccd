using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>A notifier that remembers what it is told, and answers as the test says.</summary>
internal sealed class RecordingNotifier : INotifier
{
    private readonly Lock _gate = new();
    private readonly List<AlertMessage> _messages = [];

    public string Type => "recorder";

    public IReadOnlyList<NotifierField> Fields => [];

    /// <summary>What a try comes to.</summary>
    public Func<AlertMessage, Delivery> Answer { get; set; } = _ => Delivery.Delivered;

    /// <summary>Every try so far.</summary>
    public IReadOnlyList<AlertMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return Task.FromResult(Answer(message));
    }
}

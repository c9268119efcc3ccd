using System.Diagnostics.Metrics;
using JobLogs.Storage.Alerts;

namespace JobLogs.Server.Alerts;

/// <summary>The numbers of alerts and notifications, of the meter <c>JobLogs</c>.</summary>
internal sealed class AlertMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _deliveries;
    private AlertBook? _book;

    public AlertMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("JobLogs");
        _changes = _meter.CreateCounter<long>("joblogs.alerts.changes", "{change}", "Alerts that opened or ended, as this server saw them.");
        _deliveries = _meter.CreateCounter<long>("joblogs.notifications.tries", "{try}", "Tries of this server to send notifications, by type and outcome: delivered, retry, refused, gone.");
        _meter.CreateObservableGauge("joblogs.alerts.firing", () => _book?.Firing ?? 0, "{alert}", "Alerts that fire.");
        _meter.CreateObservableGauge("joblogs.notifications.waiting", () => _book?.Notifications.Waiting ?? 0, "{notification}", "Notifications that are to be sent.");
        _meter.CreateObservableGauge("joblogs.notifications.failed", () => _book?.Notifications.Failed ?? 0, "{notification}", "Notifications that were given up, and are kept.");
    }

    /// <summary>What is so.</summary>
    public void Seen(AlertBook book) => Volatile.Write(ref _book, book);

    /// <summary>Alerts opened or ended.</summary>
    public void Changed(int alerts)
    {
        if (alerts > 0)
        {
            _changes.Add(alerts);
        }
    }

    /// <summary>A try to send something was made.</summary>
    public void Tried(string type, string outcome) =>
        _deliveries.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}

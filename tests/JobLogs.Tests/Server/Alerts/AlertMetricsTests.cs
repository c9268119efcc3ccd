using System.Diagnostics.Metrics;
using JobLogs.Server.Alerts;
using JobLogs.Storage.Alerts;
using Microsoft.Extensions.DependencyInjection;

namespace JobLogs.Tests.Server.Alerts;

public sealed class AlertMetricsTests
{
    [Fact]
    public void The_gauges_tell_of_the_book_that_was_seen_last()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var metrics = new AlertMetrics(meters);
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            // Other servers of this process have a meter of the same name.
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();

        metrics.Seen(new AlertBook(null, [], [], new OutboxCounts(3, 2)));
        listener.RecordObservableInstruments();

        seen.ShouldBe(new Dictionary<string, long>
        {
            ["joblogs.alerts.firing"] = 0, ["joblogs.notifications.waiting"] = 3, ["joblogs.notifications.failed"] = 2,
        }, ignoreOrder: true);
    }
}

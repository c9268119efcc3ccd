using System.Net;
using System.Text.Json;
using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Calls;
using Microsoft.Extensions.Configuration;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Messages and settings to try notifiers with.</summary>
internal static class Means
{
    public static AlertMessage Message(int changes = 1, string summary = "A run of 'nightly' ended as failed.", string job = "nightly") => new()
    {
        Id = "msg_1234",
        Test = false,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Alerts = [.. Enumerable.Range(1, changes).Select(number => new AlertChangeDocument
        {
            AlertId = "alt_" + number, State = "firing", At = DateTimeOffset.UnixEpoch, RuleId = "rul_1", RuleName = "failed", Type = "run_failed",
            JobId = "job_1", JobName = job, JobRunId = "run_1", Summary = summary,
        })],
    };

    /// <summary>What posts to receivers on loopback, or to those that a setting allows.</summary>
    public static NotifierHttp Http(TimeProvider time, string allowed = "127.0.0.1", IWebProxy? proxy = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ALERT_ALLOWED_NETWORKS", (string?)allowed)]).Build();
        var guard = new AddressGuard(AllowedAddresses.From(configuration, "ALERT_ALLOWED_NETWORKS", ""));
        return new NotifierHttp(guard, new GuardedConnections(guard), time, proxy ?? new WebProxy());
    }

    public static async Task<Delivery> TryAsync(this INotifier notifier, object settings, AlertMessage? message = null)
    {
        var read = new NotifierSettings(JsonSerializer.SerializeToElement(settings));
        notifier.Check(read).ShouldBeNull();
        return await notifier.SendAsync(read, message ?? Message(), CancellationToken.None);
    }
}

using System.Text.Json;
using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;

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

    public static async Task<Delivery> TryAsync(this INotifier notifier, object settings, AlertMessage? message = null)
    {
        var read = new NotifierSettings(JsonSerializer.SerializeToElement(settings));
        notifier.Check(read).ShouldBeNull();
        return await notifier.SendAsync(read, message ?? Message(), CancellationToken.None);
    }
}

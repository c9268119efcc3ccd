using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts;

/// <summary>Alerts, and what is told of them, as the API gives them.</summary>
internal static class AlertDocuments
{
    /// <summary>An alert.</summary>
    public static AlertDocument Of(Alert alert) => new()
    {
        Id = NumberIdText.Alert.ToText(alert.Number),
        State = State(alert.Firing),
        RuleId = NumberIdText.Rule.ToText(alert.Rule),
        RuleName = alert.RuleName,
        Type = alert.Type,
        JobId = JobIdText.ToText(alert.Job.Number),
        JobName = alert.JobName,
        JobRunId = Run(alert.Run),
        Summary = alert.Summary,
        SummaryDetails = AlertSentences.Read(alert.Summary),
        FiredAt = Clock.FromMicros(alert.FiredAt),
        LastAt = Clock.FromMicros(alert.LastAt),
        Occurrences = alert.Occurrences,
        ResolvedAt = Wire.Time(alert.ResolvedAt),
        Resolution = alert.Resolution,
        ResolutionDetails = alert.Resolution is { } why ? AlertSentences.Read(why) : null,
        Acknowledged = alert.Acknowledged is { } said ? new AlertAcknowledgementDocument(Clock.FromMicros(said.At), said.By, said.Note) : null,
    };

    /// <summary>A change of an alert.</summary>
    public static AlertChangeDocument Of(AlertChange change) => new()
    {
        AlertId = NumberIdText.Alert.ToText(change.Alert.Number),
        State = State(change.Firing),
        At = Clock.FromMicros(change.At),
        RuleId = NumberIdText.Rule.ToText(change.Alert.Rule),
        RuleName = change.Alert.RuleName,
        Type = change.Alert.Type,
        JobId = JobIdText.ToText(change.Alert.Job.Number),
        JobName = change.Alert.JobName,
        JobRunId = Run(change.Alert.Run),
        Summary = change.Alert.Summary,
    };

    private static string State(bool firing) => firing ? "firing" : "resolved";

    private static string? Run(RunId? run) => run is { } known ? RunIdText.ToText(known.Number) : null;
}

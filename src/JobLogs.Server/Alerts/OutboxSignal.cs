using JobLogs.Server.Runs;

namespace JobLogs.Server.Alerts;

/// <summary>Tells that there may be something to send.</summary>
internal sealed class OutboxSignal : WakeUp;

namespace JobLogs.Server.Runs;

/// <summary>Tells the executor that there may be a run to take up, or room for one.</summary>
internal sealed class ReadySignal : WakeUp;

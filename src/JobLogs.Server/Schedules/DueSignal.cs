using JobLogs.Server.Runs;

namespace JobLogs.Server.Schedules;

/// <summary>Tells the due loop that a job's next occurrence may have changed.</summary>
internal sealed class DueSignal : WakeUp;

using JobLogs.Server.Runs;

namespace JobLogs.Server.Jobs;

/// <summary>Tells the purge loop that a job was deleted.</summary>
internal sealed class PurgeSignal : WakeUp;

using JobLogs.Server.Runs;

namespace JobLogs.Server.Fleet;

/// <summary>Tells that other servers have committed something.</summary>
internal sealed class FleetSignal : WakeUp;

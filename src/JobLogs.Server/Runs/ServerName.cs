namespace JobLogs.Server.Runs;

/// <summary>The name by which this server owns runs: another one after each start.</summary>
internal sealed class ServerName
{
    /// <summary>The name.</summary>
    public string Text { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";
}

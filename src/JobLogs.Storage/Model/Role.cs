namespace JobLogs.Storage.Model;

/// <summary>What a key may do. Each role may do what those before it may.</summary>
public enum Role : byte
{
    /// <summary>Reads and follows.</summary>
    Viewer = 1,

    /// <summary>Writes runs from outside: entries, metrics, steps, status.</summary>
    Writer = 2,

    /// <summary>Manages jobs, and starts, cancels and retries their runs.</summary>
    Operator = 3,

    /// <summary>Manages keys, reads the audit log and deletes logs by age.</summary>
    Admin = 4,
}

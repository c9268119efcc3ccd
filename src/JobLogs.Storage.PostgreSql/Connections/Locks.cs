namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>Advisory locks that servers over one database share; an advisory lock belongs to its database.</summary>
internal static class Locks
{
    /// <summary>Held by a commit from before it reads the counters until it is visible: so commit order is the order of numbers.</summary>
    public const long Commit = 0x4A4F_424C_0000_0001;

    /// <summary>Held while the schema is made or changed.</summary>
    public const long Schema = 0x4A4F_424C_0000_0002;

    /// <summary>Held by the server that takes days away.</summary>
    public const long Days = 0x4A4F_424C_0000_0003;

    /// <summary>Held by the server that deletes what is old.</summary>
    public const long CleanUp = 0x4A4F_424C_0000_0004;
}

namespace JobLogs.Storage.PostgreSql;

/// <summary>Where the database is and what it may use.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// As Npgsql reads it: <c>Host=db;Database=joblogs;Username=joblogs;Password=…;SSL Mode=VerifyFull</c>. The database must exist;
    /// its schema (<c>Search Path</c>, else <c>public</c>) must be empty or this server's.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>How many queries may run at once; further ones wait. At least 1. Three more connections write, tell others, and keep the days.</summary>
    public int MaxReaders { get; init; } = 8;

    /// <summary>How long connecting, and waiting for a reading connection to be free, may take, in seconds.</summary>
    public int ConnectSeconds { get; init; } = 10;

    /// <summary>How long one statement may take, in seconds; then it is cancelled and refused.</summary>
    public int StatementSeconds { get; init; } = 60;

    /// <summary>How long a commit may wait for other servers' commits, in seconds; then it is refused.</summary>
    public int LockSeconds { get; init; } = 15;

    /// <summary>
    /// How long to go on asking whether a commit happened during which the connection was lost, in seconds; then the commit is refused,
    /// although it may have happened.
    /// </summary>
    public int OutcomeSeconds { get; init; } = 20;
}

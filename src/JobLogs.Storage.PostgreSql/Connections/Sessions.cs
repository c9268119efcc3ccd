using Npgsql;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>How the connections of one store are made.</summary>
internal sealed class Sessions : IAsyncDisposable
{
    // A server that hangs between two statements of a commit must not hold up the others.
    private const int IdleInCommitSeconds = 30;

    private Sessions(NpgsqlDataSource reading, NpgsqlDataSource writing, string place)
    {
        Reading = reading;
        Writing = writing;
        Place = place;
    }

    /// <summary>Pooled connections that read: each statement or transaction sees one moment.</summary>
    public NpgsqlDataSource Reading { get; }

    /// <summary>Connections that write, listen and keep the days: each is its owner's own.</summary>
    public NpgsqlDataSource Writing { get; }

    /// <summary>Host and database, for error texts.</summary>
    public string Place { get; }

    /// <summary>Prepares both; connects to nothing yet.</summary>
    public static Sessions Of(PostgresStoreOptions options)
    {
        var text = Common(options);
        var reading = new NpgsqlConnectionStringBuilder(text.ConnectionString)
        {
            MaxPoolSize = options.MaxReaders,
            NoResetOnClose = true,
            Options = Join(
                text.Options,
                // They name the day that they read, so a plan must know its parameters.
                "-c plan_cache_mode=force_custom_plan -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"),
        };
        var writing = new NpgsqlConnectionStringBuilder(text.ConnectionString)
        {
            Pooling = false,
            WriteBufferSize = 64 * 1024,
            Options = Join(
                text.Options,
                $"-c lock_timeout={options.LockSeconds}s -c idle_in_transaction_session_timeout={IdleInCommitSeconds}s"),
        };
        return new Sessions(
            NpgsqlDataSource.Create(reading.ConnectionString), NpgsqlDataSource.Create(writing.ConnectionString), $"'{text.Database}' on {text.Host}");
    }

    /// <summary>A connection that is its owner's own.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => await Writing.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Reading.DisposeAsync();
        await Writing.DisposeAsync();
    }

    // Statements are short, so neither a compiler nor parallel workers pay.
    private static NpgsqlConnectionStringBuilder Common(PostgresStoreOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Timeout = options.ConnectSeconds,
            CommandTimeout = options.StatementSeconds,
            ReadBufferSize = 32 * 1024,
        };
        if (!text.ContainsKey("Max Auto Prepare"))
        {
            // Unless whoever runs it says otherwise, as somebody with a pooler in between may have to.
            text.MaxAutoPrepare = 64;
            text.AutoPrepareMinUsages = 2;
        }

        text.ApplicationName ??= "joblogs";
        text.Options = Join(text.Options, "-c jit=off -c max_parallel_workers_per_gather=0 -c TimeZone=UTC");
        return text;
    }

    private static string Join(string? given, string ours) => string.IsNullOrEmpty(given) ? ours : $"{given} {ours}";
}

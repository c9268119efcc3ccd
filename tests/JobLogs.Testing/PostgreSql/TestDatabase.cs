namespace JobLogs.Testing.PostgreSql;

/// <summary>A database of a test's own.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;
    private readonly PostgreSqlAddress _address;

    internal TestDatabase(PostgreSqlServer server, PostgreSqlAddress address)
    {
        _server = server;
        _address = address;
    }

    /// <summary>Its address as <c>DATABASE_URL</c>; the password in it needs its percent-encoding.</summary>
    public string Url => _address.Url;

    /// <summary>Its address as Npgsql's connection string.</summary>
    public string ConnectionString => _address.ConnectionString;

    /// <summary>The password, which no log and no message may show.</summary>
    public string Password => _address.Password;

    /// <summary>Drops the database, whoever is connected to it.</summary>
    public async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(_address.Database);
}

using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.EndToEnd.Tests.Fleet;

/// <summary>Two servers over one PostgreSQL database of their own.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly (string Name, string Value)[] _settings;

    private TwoServers(TestDatabase database, (string Name, string Value)[] settings, ServerProcess first)
    {
        _database = database;
        _settings = settings;
        First = first;
    }

    /// <summary>The one that was started first.</summary>
    public ServerProcess First { get; }

    /// <summary>The other; null until <see cref="StartSecondAsync"/>.</summary>
    public ServerProcess Second { get; private set; } = null!;

    /// <summary>Starts both.</summary>
    public static async Task<TwoServers> StartAsync(PostgreSqlServer? on = null, params (string Name, string Value)[] settings)
    {
        var both = await StartFirstAsync(on, settings);
        await both.StartSecondAsync();
        return both;
    }

    /// <summary>Starts one.</summary>
    public static async Task<TwoServers> StartFirstAsync(PostgreSqlServer? on = null, params (string Name, string Value)[] settings)
    {
        var database = await (on ?? await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();
        settings = [("DATABASE_URL", database.Url), .. settings];
        return new TwoServers(database, settings, await ServerProcess.StartAsync(0, settings));
    }

    /// <summary>Starts the other.</summary>
    public async Task StartSecondAsync() => Second = await ServerProcess.StartAsync(0, _settings);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        if (Second is not null)
        {
            await Second.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}

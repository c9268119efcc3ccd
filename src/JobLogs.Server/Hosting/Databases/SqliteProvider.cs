using JobLogs.Storage;
using JobLogs.Storage.Sqlite;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>Databases that are a file.</summary>
internal sealed class SqliteProvider : IStoreProvider
{
    private const string Begin = "sqlite:///";

    /// <inheritdoc />
    public IReadOnlyList<string> Schemes { get; } = ["sqlite"];

    /// <inheritdoc />
    public string Example => $"{DatabaseUrl.Default} (relative), sqlite:////var/lib/joblogs/joblogs.db (absolute)";

    /// <inheritdoc />
    public string FileOf(string address)
    {
        if (!address.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) || address.Length == Begin.Length)
        {
            throw DatabaseUrl.Wrong($"is no address of an SQLite database; write {Example}.");
        }

        var path = Uri.UnescapeDataString(address[Begin.Length..]);
        return path.Contains('?') || path.Contains('\0')
            ? throw DatabaseUrl.Wrong($"an SQLite address has no '?' part; write {DatabaseUrl.Default}.")
            : Path.GetFullPath(path);
    }

    /// <inheritdoc />
    public async Task<IStore> OpenAsync(string address, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken) =>
        await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = FileOf(address) }, time, cancellationToken);
}

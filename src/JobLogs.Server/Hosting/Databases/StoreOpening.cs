using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Sqlite;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>Opens the database that <c>DATABASE_URL</c> names.</summary>
internal static class StoreOpening
{
    /// <summary>Opens it.</summary>
    /// <exception cref="SettingException">The setting is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be opened.</exception>
    public static async Task<IStore> OpenAsync(IConfiguration configuration, TimeProvider time) => await SqliteStore.OpenAsync(
        new SqliteStoreOptions { Path = DatabaseUrl.SqlitePath(configuration["DATABASE_URL"] ?? DatabaseUrl.Default) }, time, CancellationToken.None);
}

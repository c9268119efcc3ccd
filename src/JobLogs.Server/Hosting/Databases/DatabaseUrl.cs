using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// What <c>DATABASE_URL</c> says: which kind of database, and where. It may hold a password, so that whatever is wrong
/// with it is told without repeating it.
/// </summary>
internal static class DatabaseUrl
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "DATABASE_URL";

    /// <summary>The default.</summary>
    public const string Default = "sqlite:///./data/joblogs.db";

    private const string Sqlite = "sqlite:///";

    private static readonly string[] PostgreSql = ["postgresql://", "postgres://"];

    /// <summary>Reads it.</summary>
    /// <exception cref="SettingException">It is no address of a database.</exception>
    public static DatabaseAddress Read(string url)
    {
        if (Array.Find(PostgreSql, scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } scheme)
        {
            return new DatabaseAddress(null, PostgreSqlUrl.Read(url[scheme.Length..]));
        }

        return url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) && url.Length > Sqlite.Length
            ? new DatabaseAddress(SqlitePath(url[Sqlite.Length..]), null)
            : throw Wrong($"is no address of a database; write {Default} (relative), sqlite:////var/lib/joblogs/joblogs.db (absolute) or {PostgreSqlUrl.Example}.");
    }

    /// <summary>Says what is wrong with it.</summary>
    public static SettingException Wrong(string text) => new(Setting, text);

    private static string SqlitePath(string text)
    {
        var path = Uri.UnescapeDataString(text);
        return path.Contains('?') || path.Contains('\0')
            ? throw Wrong($"an SQLite address has no '?' part; write {Default}.")
            : Path.GetFullPath(path);
    }
}

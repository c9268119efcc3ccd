using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// What <c>DATABASE_URL</c> says. <c>sqlite:///x</c> is relative to the working directory, <c>sqlite:////x</c> absolute.
/// </summary>
internal static class DatabaseUrl
{
    /// <summary>The default.</summary>
    public const string Default = "sqlite:///./data/joblogs.db";

    private const string Sqlite = "sqlite:///";

    /// <summary>The path of the SQLite file.</summary>
    /// <exception cref="SettingException">It names something else.</exception>
    public static string SqlitePath(string url)
    {
        if (url.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException("DATABASE_URL", "PostgreSQL comes in a later version; this one keeps its data in SQLite, such as " + Default + ".");
        }

        // The url may hold a password, so it is not repeated here.
        if (!url.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) || url.Length == Sqlite.Length)
        {
            throw new SettingException("DATABASE_URL", $"is no address of a database; write {Default} (relative) or sqlite:////var/lib/joblogs/joblogs.db (absolute).");
        }

        var path = Uri.UnescapeDataString(url[Sqlite.Length..]);
        if (path.Contains('?') || path.Contains('\0'))
        {
            throw new SettingException("DATABASE_URL", "an SQLite address has no '?' part; write " + Default + ".");
        }

        return Path.GetFullPath(path);
    }
}

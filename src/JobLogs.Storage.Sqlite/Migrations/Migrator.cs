using System.Globalization;
using System.Security.Cryptography;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Migrations;

/// <summary>
/// Brings the file to the newest schema: the numbered scripts in <c>Schema/</c> that it has not had, each in a transaction
/// together with its number. Safe to run again.
/// </summary>
internal static class Migrator
{
    // "JOBL": tells this server's files from other SQLite databases.
    private const int ApplicationId = 0x4A4F424C;
    private const string Folder = "JobLogs.Storage.Sqlite.Schema.";

    private static readonly SortedList<int, string> Scripts = Find();

    /// <summary>The number of the last script.</summary>
    public static int Newest { get; } = Scripts.Keys[^1];

    /// <summary>Runs the scripts that are missing.</summary>
    /// <exception cref="StoreUnavailableException"><c>store_newer</c> or <c>store_foreign</c>: the file is not for this server.</exception>
    public static void Run(Connection connection)
    {
        var version = Version(connection);
        RefuseStrangers(connection, version);
        foreach (var (number, resource) in Scripts)
        {
            if (number > version)
            {
                Apply(connection, number, resource);
            }
        }
    }

    /// <summary>The number of the last script that the file has had.</summary>
    /// <exception cref="StoreUnavailableException"><c>store_newer</c> or <c>store_foreign</c>: the file is not for this server.</exception>
    public static int Inspect(Connection connection)
    {
        var version = Version(connection);
        RefuseStrangers(connection, version);
        return version > 0 ? version : throw Foreign(connection);
    }

    private static int Version(Connection connection) => (int)connection.Scalar("PRAGMA user_version")!;

    private static void RefuseStrangers(Connection connection, int version)
    {
        var ours = connection.Scalar("PRAGMA application_id") == ApplicationId;
        if (!ours && connection.Scalar("SELECT count(*) FROM sqlite_schema") > 0)
        {
            throw Foreign(connection);
        }

        if (version > Newest)
        {
            throw new StoreUnavailableException(
                "store_newer",
                $"'{connection.Path}' was written by a newer JobLogs (schema {version}; this one knows {Newest}). Start that version, or restore a backup made before.");
        }
    }

    private static StoreUnavailableException Foreign(Connection connection) =>
        new("store_foreign", $"'{connection.Path}' is a database of another program. Give the server a file of its own.");

    private static void Apply(Connection connection, int number, string resource)
    {
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute(Read(resource));
            if (number == 1)
            {
                Fill(connection);
            }

            connection.Execute($"PRAGMA user_version = {number}; PRAGMA application_id = {ApplicationId}; COMMIT;");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    // Numbers begin at random places, so that those of two databases rarely meet.
    private static void Fill(Connection connection) => connection
        .Prepare("INSERT INTO store (only_row, salt, next_job, next_run, next_commit, next_event) VALUES (1, ?, ?, ?, 1, 1)")
        .Bind(1, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))))
        .Bind(2, (long)RandomNumberGenerator.GetInt32(1 << 15, 1 << 22))
        .Bind(3, (1L << 35) + (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & ((1L << 35) - 1)))
        .Run();

    private static string Read(string resource)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static SortedList<int, string> Find()
    {
        var scripts = new SortedList<int, string>();
        foreach (var resource in typeof(Migrator).Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Folder, StringComparison.Ordinal))
            {
                scripts.Add(int.Parse(resource.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), resource);
            }
        }

        return scripts;
    }
}

using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;

namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>Whether a file is a whole database of this program.</summary>
internal static class BackupCheck
{
    /// <summary>Reads all of it.</summary>
    /// <exception cref="StoreUnavailableException"><c>store_corrupt</c>, <c>store_foreign</c> or <c>store_newer</c>.</exception>
    public static BackupDescription Describe(string file)
    {
        using var connection = Connection.OpenReader(file);
        var version = Migrator.Inspect(connection);
        var answer = connection.Prepare("PRAGMA integrity_check(1)");
        var verdict = answer.Step() ? answer.Text(0) : "no answer";
        answer.Reset();
        if (verdict != "ok")
        {
            throw new StoreUnavailableException("store_corrupt", $"'{file}' is damaged: {verdict}.");
        }

        return new BackupDescription(
            version,
            connection.Scalar("SELECT count(*) FROM jobs WHERE deleted_at IS NULL") ?? 0,
            connection.Scalar("SELECT count(*) FROM entries") ?? 0,
            connection.Scalar("SELECT next_commit - 1 FROM store") ?? 0,
            new FileInfo(file).Length);
    }
}

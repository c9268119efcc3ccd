using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Writing;

namespace JobLogs.Load.Store;

/// <summary>The raw limit: the same rows by one prepared insert into one bare rowid table, with the pragmas of the store.</summary>
internal sealed class BareInserts : IDisposable
{
    private readonly Connection _connection;
    private readonly EntryInsert _insert;
    private long _seq;

    public BareInserts(string path, JobLogs.Storage.Sqlite.SqliteStoreOptions options)
    {
        _connection = Connection.OpenWriter(path);
        Pragmas.ForWriter(_connection, options);

        // Its own checkpoints, as often as the store makes them: a log that only grows would be no limit that lasts.
        _connection.Execute($"PRAGMA wal_autocheckpoint = {options.WalCheckpointBytes / Pragmas.PageSize}");
        _connection.Execute("""
            CREATE TABLE entries (
                key INTEGER PRIMARY KEY, commit_no, run, timestamp, level, message, details, step, duration_ms, paper_id, error_code,
                logger_name, trace_id, span_id, exception, attempt, truncated)
            """);
        _insert = new EntryInsert(_connection);
    }

    /// <summary>Writes a batch in one transaction.</summary>
    public void Commit(EntryBatch batch)
    {
        _connection.Prepare("BEGIN IMMEDIATE").Run();
        for (var index = 0; index < batch.Count; index++)
        {
            var entry = batch[index];
            entry.Job = new JobId(1);
            entry.Seq = ++_seq;
            entry.Commit = 1;
            entry.Run = new RunId(1L << 35);
            _insert.Write(entry);
        }

        _connection.Prepare("COMMIT").Run();
    }

    public void Dispose() => _connection.Dispose();
}

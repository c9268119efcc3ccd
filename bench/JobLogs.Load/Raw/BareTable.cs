using System.Diagnostics;
using JobLogs.Load.Entries;
using SQLitePCL;

namespace JobLogs.Load.Raw;

/// <summary>
/// The raw limit of storing: prepared inserts of the same rows into one table like <c>entries</c> and nothing else, one transaction
/// after the other, each durable (WAL, FULL). One thread at a time.
/// </summary>
internal sealed unsafe class BareTable : IDisposable
{
    private readonly PinnedEntries _entries = new(new SampleEntries(seed: 1), 64_000);
    private readonly BareDatabase _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;
    private int _next;

    /// <summary>A table in a new file.</summary>
    public BareTable(string path)
    {
        _database = BareDatabase.Create(path);
        _database.Execute("""
            CREATE TABLE bare (
                key INTEGER PRIMARY KEY, commit_no INTEGER, run INTEGER, timestamp INTEGER, level INTEGER, message TEXT, details TEXT, step TEXT,
                duration_ms INTEGER, paper_id TEXT, error_code TEXT, logger_name TEXT, trace_id TEXT, span_id TEXT, exception TEXT, attempt INTEGER, truncated INTEGER)
            """);
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _insert = _database.Prepare("INSERT INTO bare VALUES (NULL, 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        _commit = _database.Prepare("COMMIT");
    }

    /// <summary>Writes <paramref name="rows"/> rows in transactions of <paramref name="each"/>; returns rows a second.</summary>
    public double RowsPerSecond(int rows, int each)
    {
        var start = Stopwatch.GetTimestamp();
        for (var written = 0; written < rows; written += each)
        {
            Commit(each);
        }

        return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Commits single rows for a while; returns commits a second.</summary>
    public double SingleCommitsPerSecond(TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var commits = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            Commit(1);
            commits++;
        }

        return commits / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Writes rows in one transaction and returns when they are durable.</summary>
    public void Commit(int rows)
    {
        _database.Run(_begin.DangerousGetHandle());
        var insert = _insert.DangerousGetHandle();
        fixed (byte* text = _entries.Text)
        {
            for (var i = 0; i < rows; i++)
            {
                ref readonly var entry = ref _entries[_next++];
                BareDatabase.Bind(insert, 1, i);
                BareDatabase.Bind(insert, 2, entry.Timestamp);
                BareDatabase.Bind(insert, 3, (long)entry.Level);
                BareDatabase.Bind(insert, 4, text + entry.Message, entry.MessageLength);
                BareDatabase.Bind(insert, 5, text + entry.Details, entry.DetailsLength);
                BareDatabase.Bind(insert, 6, text + entry.Step, entry.StepLength);
                BareDatabase.Bind(insert, 7, entry.DurationMs);
                _database.Run(insert);
            }
        }

        _database.Run(_commit.DangerousGetHandle());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _database.Dispose();
    }
}

using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>What number is due next from each producer of a run.</summary>
internal static class Producers
{
    /// <summary>The number due next; producers begin with 1.</summary>
    public static long Next(Connection connection, RunId run, string producer)
    {
        var rows = connection
            .Prepare("SELECT next_number FROM producers WHERE run = ? AND producer = ?")
            .Bind(1, run.Number).Bind(2, producer);
        if (!rows.Step())
        {
            return 1;
        }

        var next = rows.Long(0);
        rows.Reset();
        return next;
    }

    /// <summary>Keeps the number that is due next.</summary>
    public static void Save(Connection connection, RunId run, string producer, long next) => connection
        .Prepare("""
            INSERT INTO producers (run, producer, next_number) VALUES (?, ?, ?)
            ON CONFLICT (run, producer) DO UPDATE SET next_number = excluded.next_number
            """)
        .Bind(1, run.Number).Bind(2, producer).Bind(3, next)
        .Run();
}

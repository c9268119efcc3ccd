using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Days;

/// <summary>Makes the tables that days need. Called under the commit lock, so that no two servers do.</summary>
internal static class DayTables
{
    /// <summary>Makes those from <paramref name="day"/> to <see cref="CommitDay.Ahead"/> days later that are missing.</summary>
    public static async ValueTask EnsureAsync(NpgsqlConnection connection, DateOnly day, CancellationToken cancellationToken)
    {
        var days = Enumerable.Range(0, CommitDay.Ahead + 1).Select(day.AddDays).ToList();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var missing in await MissingAsync(connection, days, cancellationToken))
        {
            // Attaching, unlike making a partition at once, lets readers and writers go on meanwhile.
            var table = CommitDay.Table(missing);
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"CREATE TABLE {table} (LIKE entries INCLUDING ALL)"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"ALTER TABLE entries ATTACH PARTITION {table} FOR VALUES FROM ({CommitDay.Literal(missing)}) TO ({CommitDay.Literal(missing.AddDays(1))})"));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async ValueTask<List<DateOnly>> MissingAsync(NpgsqlConnection connection, List<DateOnly> days, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new Statement("SELECT to_regclass(name) IS NULL FROM unnest($1) WITH ORDINALITY AS asked (name, place) ORDER BY place")
            .With(days.Select(CommitDay.Table)).Command);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var missing = new List<DateOnly>();
        foreach (var day in days)
        {
            await rows.ReadAsync(cancellationToken);
            if (rows.GetBoolean(0))
            {
                missing.Add(day);
            }
        }

        return missing;
    }
}

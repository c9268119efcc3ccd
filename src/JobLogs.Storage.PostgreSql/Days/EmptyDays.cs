using System.Globalization;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Days;

/// <summary>
/// Takes away the tables of past days in which no job has entries any more. A day is first detached, which lets readers and
/// writers go on and gives up when something long is in the way, then dropped.
/// </summary>
internal static class EmptyDays
{
    private const int WaitSeconds = 5;

    /// <summary>Drops them. The caller holds <see cref="Locks.Days"/>.</summary>
    /// <param name="connection">To be closed afterwards.</param>
    public static async Task DropAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"SET lock_timeout = '{WaitSeconds}s'", cancellationToken);
        foreach (var (table, pending) in await FindAsync(connection, cancellationToken))
        {
            // A detaching that was broken off has to be ended first.
            var how = pending ? "FINALIZE" : "CONCURRENTLY";
            await ExecuteAsync(connection, $"ALTER TABLE entries DETACH PARTITION {table} {how}", cancellationToken);
        }

        foreach (var table in await DetachedAsync(connection, cancellationToken))
        {
            var rows = DayOf(table) is { } day ? $"; DELETE FROM removed_entries WHERE day = {CommitDay.Literal(day)}" : "";
            await ExecuteAsync(connection, $"DROP TABLE {table}{rows}", cancellationToken);
        }
    }

    // Days before the last commit's get no more entries.
    private static async Task<List<(string Table, bool Pending)>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var partitions = new List<(string Table, bool Pending)>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT c.relname, i.inhdetachpending FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'entries'::regclass ORDER BY c.relname
            """,
            connection))
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                partitions.Add((rows.GetString(0), rows.GetBoolean(1)));
            }
        }

        var living = await LivingAsync(connection, cancellationToken);
        return [.. partitions.Where(partition => DayOf(partition.Table) is { } day && day < living.Last && !living.Days.Contains(day))];
    }

    private static async Task<(HashSet<DateOnly> Days, DateOnly Last)> LivingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT last_day FROM store UNION ALL SELECT DISTINCT day FROM job_days", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var last = rows.GetFieldValue<DateOnly>(0);
        var days = new HashSet<DateOnly>();
        while (await rows.ReadAsync(cancellationToken))
        {
            days.Add(rows.GetFieldValue<DateOnly>(0));
        }

        return (days, last);
    }

    // Also those that a server which has died meanwhile left.
    private static async Task<List<string>> DetachedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT c.relname FROM pg_class c, pg_class parent
            WHERE parent.oid = 'entries'::regclass AND c.relnamespace = parent.relnamespace AND c.relkind = 'r'
              AND c.relname ~ '^entries_[0-9]{8}$' AND NOT c.relispartition
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }

    private static DateOnly? DayOf(string table) =>
        DateOnly.TryParseExact(table, "'entries_'yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

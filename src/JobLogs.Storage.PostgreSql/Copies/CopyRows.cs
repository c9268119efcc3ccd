using JobLogs.Storage.Copies;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>How copies lie in their table.</summary>
internal static class CopyRows
{
    /// <summary>Asks for a copy.</summary>
    public static Statement Find(string copy) => new Statement(
        "SELECT name, position, epoch, owner, fencing_token, lease_until, replay_through, moved_at FROM copies WHERE name = $1").With(copy);

    /// <summary>The copy in the current row.</summary>
    public static CopyState Read(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(0),
        Position = row.GetInt64(1),
        Epoch = row.GetInt32(2),
        Owner = row.TextOrNull(3),
        FencingToken = row.GetInt32(4),
        LeaseUntil = row.LongOrNull(5),
        ReplayThrough = row.GetInt64(6),
        MovedAt = row.LongOrNull(7),
    };
}

using JobLogs.Storage.Copies;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Copies;

/// <summary>How copies lie in their table.</summary>
internal static class CopyRows
{
    /// <summary>The copy, or null.</summary>
    public static CopyState? Find(Connection connection, string copy)
    {
        var rows = connection
            .Prepare("SELECT name, position, epoch, owner, fencing_token, lease_until, replay_through, moved_at FROM copies WHERE name = ?")
            .Bind(1, copy);
        if (!rows.Step())
        {
            return null;
        }

        var found = new CopyState
        {
            Name = rows.Text(0),
            Position = rows.Long(1),
            Epoch = rows.Int(2),
            Owner = rows.TextOrNull(3),
            FencingToken = rows.Int(4),
            LeaseUntil = rows.LongOrNull(5),
            ReplayThrough = rows.Long(6),
            MovedAt = rows.LongOrNull(7),
        };
        rows.Reset();
        return found;
    }
}

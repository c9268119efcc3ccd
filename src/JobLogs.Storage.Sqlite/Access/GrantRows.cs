using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Access;

/// <summary>How sessions and tickets lie in their table.</summary>
internal static class GrantRows
{
    private const string Session = "session";
    private const string Ticket = "ticket";

    /// <summary>The kind as it is kept.</summary>
    public static string ToText(GrantKind kind) => kind == GrantKind.Session ? Session : Ticket;

    /// <summary>The session or ticket with this hash, or null.</summary>
    public static Grant? Find(Connection connection, string hash)
    {
        var row = connection
            .Prepare("SELECT kind, key, created_at, expires_at, parent, path FROM grants WHERE hash = ?")
            .Bind(1, hash);
        if (!row.Step())
        {
            return null;
        }

        var grant = new Grant
        {
            Hash = hash,
            Kind = row.Text(0) == Session ? GrantKind.Session : GrantKind.Ticket,
            Key = row.Text(1),
            CreatedAt = row.Long(2),
            ExpiresAt = row.Long(3),
            Parent = row.TextOrNull(4),
            Path = row.TextOrNull(5),
        };
        row.Reset();
        return grant;
    }
}

using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Access;

/// <summary>How sessions and tickets lie in their table.</summary>
internal static class GrantRows
{
    private const string Session = "session";
    private const string Ticket = "ticket";

    /// <summary>The kind as it is kept.</summary>
    public static string ToText(GrantKind kind) => kind == GrantKind.Session ? Session : Ticket;

    /// <summary>Asks for the session or ticket with this hash.</summary>
    public static Statement Find(string hash) =>
        new Statement("SELECT hash, kind, key, created_at, expires_at, parent, path FROM grants WHERE hash = $1").With(hash);

    /// <summary>The session or ticket in the current row.</summary>
    public static Grant Read(NpgsqlDataReader row) => new()
    {
        Hash = row.GetString(0),
        Kind = row.GetString(1) == Session ? GrantKind.Session : GrantKind.Ticket,
        Key = row.GetString(2),
        CreatedAt = row.GetInt64(3),
        ExpiresAt = row.GetInt64(4),
        Parent = row.TextOrNull(5),
        Path = row.TextOrNull(6),
    };
}

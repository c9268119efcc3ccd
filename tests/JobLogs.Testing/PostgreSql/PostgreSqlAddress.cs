using Npgsql;

namespace JobLogs.Testing.PostgreSql;

/// <summary>Where a database is, and who may use it.</summary>
internal sealed record PostgreSqlAddress(string Host, int Port, string User, string Password, string Database)
{
    /// <summary>As Npgsql wants it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = User,
        Password = Password,
        Database = Database,
    }.ConnectionString;

    /// <summary>As <c>DATABASE_URL</c> wants it.</summary>
    public string Url =>
        $"postgresql://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password)}@{Host}:{Port}/{Uri.EscapeDataString(Database)}";

    /// <summary>Reads such a URL.</summary>
    public static PostgreSqlAddress Parse(string url)
    {
        var uri = new Uri(url);
        var user = uri.UserInfo.Split(':', 2);
        return new PostgreSqlAddress(
            uri.Host,
            uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Uri.UnescapeDataString(user[0]),
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "",
            uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "postgres");
    }
}

using JobLogs.Server.Settings;
using Npgsql;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>The options behind the <c>?</c>: by the names that PostgreSQL's own programs use, or by Npgsql's.</summary>
internal static class PostgreSqlOptions
{
    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslnegotiation"] = "SSL Negotiation",
        ["channel_binding"] = "Channel Binding",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["keepalives_idle"] = "Tcp Keepalive Time",
        ["keepalives_interval"] = "Tcp Keepalive Interval",
        ["krbsrvname"] = "Kerberos Service Name",
        ["passfile"] = "Passfile",
        ["options"] = "Options",
        ["search_path"] = "Search Path",
        ["host"] = "Host",
    };

    // Said elsewhere in the URL, or for the server to decide: it depends on how its connections behave.
    private static readonly HashSet<string> Barred = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Port", "Database", "Username", "Password", "Pooling", "Multiplexing", "Enlist", "Persist Security Info", "Log Parameters",
        "Include Error Detail", "No Reset On Close", "Target Session Attributes", "Load Balance Hosts", "Maximum Pool Size", "Minimum Pool Size",
        "Max Auto Prepare", "Auto Prepare Min Usages", "Command Timeout", "Read Buffer Size", "Write Buffer Size", "Timezone", "Encoding",
    };

    /// <summary>Sets one.</summary>
    /// <exception cref="SettingException">There is no such option, or it can't have this value.</exception>
    public static void Set(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        // For a directory with a Unix socket, which can't stand where a host stands.
        var isHost = name.Equals("host", StringComparison.OrdinalIgnoreCase);
        if (isHost && string.IsNullOrEmpty(connection.Host))
        {
            connection.Host = value;
            return;
        }

        var keyword = Names.GetValueOrDefault(name) ?? name.Replace('_', ' ');
        if (keyword == "SSL Mode" && !SslModes.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw DatabaseUrl.Wrong($"has a sslmode that is none; it is one of {string.Join(", ", SslModes)}.");
        }

        // Npgsql knows each by several names; the one that it keeps is asked of an empty one.
        var alone = new NpgsqlConnectionStringBuilder();
        if (!alone.ContainsKey(keyword))
        {
            throw Unknown(name);
        }

        try
        {
            alone[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw DatabaseUrl.Wrong($"has the option {Shown(name)} with a value that it can't have.");
        }

        foreach (var kept in alone.Keys.Cast<string>())
        {
            connection[kept] = Barred.Contains(kept) ? throw Unknown(name) : alone[kept];
        }
    }

    private static SettingException Unknown(string name) => DatabaseUrl.Wrong(
        $"has an option that is not known, or not to be set here: '{Shown(name)}'. Known are for instance sslmode, sslrootcert, application_name and connect_timeout.");

    private static string Shown(string name) => name.Length <= 40 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ' ') ? name : "…";
}

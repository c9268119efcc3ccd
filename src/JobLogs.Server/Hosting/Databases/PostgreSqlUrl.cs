using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using JobLogs.Server.Settings;
using Npgsql;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// Reads <c>user:password@host:port/database?option=value&amp;…</c>, each part percent-encoded. What is wrong is said in one line
/// that repeats nothing that could be a part of the password, also where the URL was read otherwise than it was meant.
/// </summary>
internal static class PostgreSqlUrl
{
    /// <summary>The form, for error texts.</summary>
    public const string Example = "postgresql://user:password@host:5432/database?sslmode=verify-full";

    private const int ConnectSeconds = 10;
    private const string Encode = "characters such as '@', '/', ':', '?', '#' and '%' in the user or the password are percent-encoded ('@' as %40, '/' as %2F)";

    /// <summary>Reads what follows after <c>postgresql://</c>.</summary>
    /// <exception cref="SettingException">It can't be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var (address, options) = Cut(text, '?');
        var (authority, database) = Cut(address, '/');
        if (database.Contains('@') || options.Contains('@'))
        {
            throw Wrong($"has a '@' behind the host; {Encode}.");
        }

        var connection = new NpgsqlConnectionStringBuilder { Timeout = ConnectSeconds };
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ':');
            connection.Username = Decode(user);
            connection.Password = password.Length > 0 ? Decode(password) : null;
        }

        ReadHost(authority[(at + 1)..], connection);
        connection.Database = database.Length > 0 ? Decode(database) : throw Wrong($"names no database; write {Example}.");
        foreach (var option in options.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(option, '=');
            PostgreSqlOptions.Set(connection, Decode(name), Decode(value));
        }

        return string.IsNullOrEmpty(connection.Host)
            ? throw Wrong($"names no host; write {Example}, or postgresql://user@/database?host=/var/run/postgresql for a Unix socket.")
            : connection;
    }

    private static void ReadHost(string text, NpgsqlConnectionStringBuilder connection)
    {
        if (text.Contains(','))
        {
            throw Wrong("names several hosts; name one: the address that leads to the primary.");
        }

        // An IPv6 address has brackets, so that its colons aren't taken for the port's.
        var end = text.StartsWith('[') ? text.IndexOf(']') : -1;
        var colon = text.IndexOf(':', Math.Max(end, 0));
        var host = colon < 0 ? text : text[..colon];
        connection.Host = end > 0 ? text[1..end] : Decode(host);
        if (colon >= 0)
        {
            connection.Port = int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
                ? port
                : throw Wrong($"has no number from 1 to 65535 as its port. If it has: {Encode}.");
        }
    }

    /// <summary>Takes percent-encoding off, strictly.</summary>
    private static string Decode(string text)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(text));
        for (var at = bytes.IndexOf((byte)'%'); at >= 0; at = bytes.IndexOf((byte)'%', at + 1))
        {
            if (at + 2 >= bytes.Count || !char.IsAsciiHexDigit((char)bytes[at + 1]) || !char.IsAsciiHexDigit((char)bytes[at + 2]))
            {
                throw Wrong("has a '%' that is no percent-encoding; a '%' itself is written %25.");
            }

            bytes[at] = Convert.FromHexString([(char)bytes[at + 1], (char)bytes[at + 2]])[0];
            bytes.RemoveRange(at + 1, 2);
        }

        var decoded = CollectionsMarshal.AsSpan(bytes);
        return Utf8.IsValid(decoded) && !decoded.Contains((byte)0)
            ? Encoding.UTF8.GetString(decoded)
            : throw Wrong("has percent-encoding that is no UTF-8 text.");
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var index = text.IndexOf(at);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static SettingException Wrong(string text) => DatabaseUrl.Wrong(text);
}

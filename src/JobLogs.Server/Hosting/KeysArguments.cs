using JobLogs.Protocol;
using JobLogs.Server.Settings;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Hosting;

/// <summary>What <c>joblogs-server keys …</c> is to do.</summary>
/// <param name="Verb"><c>create</c>, <c>list</c>, <c>revoke</c> or <c>reset</c>.</param>
/// <param name="Key">The name of the new key; the id or name of the one to revoke.</param>
/// <param name="Role">What the new key may do.</param>
/// <param name="ExpiresAt">When the new key ends, in microseconds since the Unix epoch; null for never.</param>
/// <param name="Settings">The rest of the command line: settings of the server, such as <c>--DATABASE_URL</c>.</param>
internal sealed record KeysArguments(string Verb, string? Key, Role Role, long? ExpiresAt, IReadOnlyList<string> Settings)
{
    /// <summary>The body of the call that does the same as <c>create</c>.</summary>
    public const string Example = """{"name": "ci", "role": "writer"}""";

    private const string Usage = """
        is to be followed by one of
          create --name ci --role viewer|writer|operator|admin [--expires-at 2027-01-31T00:00:00Z]
          list
          revoke --key ID-OR-NAME
          reset --yes
        and, where it isn't in the environment, --DATABASE_URL sqlite:///./data/joblogs.db
        """;

    private const int MaxNameLength = 100;

    /// <summary>Reads the command line, which begins with the word <c>keys</c>.</summary>
    /// <exception cref="SettingException">It is wrong.</exception>
    public static KeysArguments Read(IReadOnlyList<string> args)
    {
        var verb = args.Count > 1 ? args[1] : "";
        var own = verb switch
        {
            "create" => new[] { "--name", "--role", "--expires-at" },
            "list" => [],
            "revoke" => ["--key"],
            "reset" => ["--yes"],
            _ => throw new SettingException("keys", Usage),
        };
        var (values, settings) = Split(args.Skip(2).ToArray(), own);
        return verb switch
        {
            "create" => new KeysArguments(verb, Name(Required(values, "--name", "ci")), RoleOf(Required(values, "--role", "writer")), End(values), settings),
            "revoke" => new KeysArguments(verb, Required(values, "--key", "ci"), default, null, settings),
            "reset" when !values.ContainsKey("--yes") => throw new SettingException(
                "keys reset", "removes every key, after which a server on a loopback address asks nobody for one. Say --yes if that is what you want."),
            _ => new KeysArguments(verb, null, default, null, settings),
        };
    }

    private static (Dictionary<string, string> Values, List<string> Settings) Split(string[] args, string[] own)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            var (name, value) = args[index].Split('=', 2) is [var left, var right] ? (left, right) : (args[index], null);
            if (!own.Contains(name))
            {
                settings.Add(args[index]);
            }
            else if (name == "--yes")
            {
                values[name] = "";
            }
            else
            {
                values[name] = value ?? (index + 1 < args.Length ? args[++index] : throw new SettingException(name, "has no value."));
            }
        }

        return (values, settings);
    }

    private static string Required(Dictionary<string, string> values, string name, string example) =>
        values.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw new SettingException(name, $"is missing; write it as {name} {example}.");

    private static string Name(string text) => Http.JsonWords.NameFault(text, MaxNameLength) is { } fault ? throw new SettingException("--name", fault) : text;

    private static Role RoleOf(string text) => Roles.TryParse(text, out var role)
        ? role
        : throw new SettingException("--role", $"'{text}' is no role; the roles are {string.Join(", ", Roles.Names)}.");

    private static long? End(Dictionary<string, string> values)
    {
        if (values.GetValueOrDefault("--expires-at") is not { } text)
        {
            return null;
        }

        return Timestamps.TryParse(text, out var micros)
            ? micros
            : throw new SettingException("--expires-at", $"'{text}' is no time such as 2027-01-31T00:00:00Z.");
    }
}
